import type { ChannelModel } from 'amqplib';
import { limits } from '../../../../contract/limits';
import type { ResolvedProfile } from '../../../clients/client-side';
import type { Dial } from '../../../clients/dial';
import { tlsOf } from '../../../clients/tls-fields';

/** Where a profile leads, for errors: without anything secret. */
export function addressOf({ host, port, vhost, isTls }: ResolvedProfile['fields']): string {
  const name = String(host).includes(':') ? `[${host}]` : host;
  const path = vhost === '/' ? '' : `/${encodeURIComponent(String(vhost))}`;
  return `${isTls === true ? 'amqps' : 'amqp'}://${name}:${port}${path}`;
}

/** Seconds between signs of life, both ways. */
const heartbeat = 15;

/** A connection, signed in. It never comes back by itself. Rejects with what the system, TLS or RabbitMQ said. */
export async function openLink(profile: ResolvedProfile, dial: Dial): Promise<ChannelModel> {
  const { fields, secret } = profile;
  const username = String(fields.username) || 'guest';
  const password = secret('password') || (username === 'guest' ? 'guest' : '');
  // Large, and not needed by who talks to no RabbitMQ.
  const { connect } = await import('amqplib');
  return connect(
    {
      protocol: fields.isTls === true ? 'amqps' : 'amqp',
      hostname: String(fields.host),
      port: Number(fields.port),
      username,
      password,
      vhost: encodeURIComponent(String(fields.vhost) || '/'),
      heartbeat,
    },
    {
      timeout: limits.dialTimeoutMs,
      clientProperties: { connection_name: 'hubbub' },
      ...(fields.isTls === true ? dial.tls(tlsOf(profile)) : {}),
    },
  );
}
