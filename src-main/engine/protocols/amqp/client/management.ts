import { parseJson } from '../../../../contract/json-text';
import type { ResolvedProfile } from '../../../clients/client-side';
import type { Dial } from '../../../clients/dial';
import { tlsOf } from '../../../clients/tls-fields';
import type { Binding, ExchangeType } from './routing';

export interface ExchangeBindings {
  readonly type: ExchangeType;
  readonly bindings: readonly Binding[];
}

/** Asks the management plugin, where the profile names one. Only GET requests. */
export class Management {
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly profile: ResolvedProfile,
    private readonly dial: Dial,
  ) {
    const { fields, secret } = profile;
    this.url = String(fields.management).replace(/\/+$/, '');
    const username = String(fields.username) || 'guest';
    const sign = `${username}:${secret('password') || (username === 'guest' ? 'guest' : '')}`;
    this.headers = { authorization: `Basic ${Buffer.from(sign).toString('base64')}` };
  }

  /** null where there is no such plugin, exchange or right. */
  async exchange(name: string): Promise<ExchangeBindings | null> {
    if (this.url === '' || name === '') return null;
    const path = `/api/exchanges/${encodeURIComponent(String(this.profile.fields.vhost))}/${encodeURIComponent(name)}`;
    const [exchange, bindings] = await Promise.all([this.get(path), this.get(`${path}/bindings/source`)]);
    const type = (exchange as { readonly type?: string } | undefined)?.type;
    if (!Array.isArray(bindings) || (type !== 'direct' && type !== 'fanout' && type !== 'topic' && type !== 'headers'))
      return null;
    return {
      type,
      bindings: (bindings as unknown as readonly Record<string, unknown>[]).map((one) => ({
        destination: String(one.destination),
        kind: one.destination_type === 'exchange' ? 'exchange' : 'queue',
        key: String(one.routing_key),
        arguments: (one.arguments ?? {}) as Readonly<Record<string, unknown>>,
      })),
    };
  }

  private async get(path: string) {
    try {
      const { status, body } = await this.dial.fetch({
        url: `${this.url}${path}`,
        headers: this.headers,
        tls: tlsOf(this.profile),
      });
      return status === 200 ? parseJson(body.toString()) : undefined;
    } catch {
      // What it would have told is said to be unknown.
      return undefined;
    }
  }
}
