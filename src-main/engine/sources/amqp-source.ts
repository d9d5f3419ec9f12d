import { readFile } from 'node:fs/promises';
import { type ChannelModel, connect } from 'amqplib';
import type { Problem } from '../../contract/problem';
import type { Timer } from '../clock';
import type { AmqpAddress } from './amqp-address';
import { backOffMs } from './back-off';
import type { RedisSourceParts } from './redis-source';
import type { Source } from './source';
import { SourceWatch } from './source-state';

const timeoutMs = 5_000;
/** Seconds between signs of life, both ways. */
const heartbeat = 15;
/** What waits for us in the broker at most; above it the oldest go. */
const queueMessages = 100_000;

/**
 * Listens to one exchange through a queue of its own, which goes with the connection: queues of the application get every
 * message as before. Comes back whenever it is lost.
 */
export function createAmqpSource(address: AmqpAddress, { clock, random, events }: RedisSourceParts): Source {
  const watch = new SourceWatch(address.shown, clock, events);
  let connection: ChannelModel | null = null;
  let timer: Timer | null = null;
  let isClosed = false;
  let attempts = 0;

  const lost = (reason: string): void => {
    connection = null;
    if (isClosed) {
      return;
    }
    watch.away(amqpProblem(address, reason));
    attempts += 1;
    timer?.cancel();
    timer = clock.setTimeout(() => void start(), backOffMs(attempts, random));
  };

  const start = async (): Promise<void> => {
    let reason = '';
    try {
      const opened = await open(address);
      if (isClosed) {
        await opened.close();
        return;
      }
      connection = opened;
      opened.on('error', (error: Error) => {
        reason = error.message;
      });
      opened.on('close', () => lost(reason));
      await listen(opened, address, (name, payload) => events.message({ source: address.shown, name, payload }));
      attempts = 0;
      watch.up();
    } catch (error) {
      reason = (error as Error).message;
      if (connection === null) {
        lost(reason);
      } else {
        // Its end is told by itself, with this reason.
        connection.close().catch(() => {});
      }
    }
  };

  void start();
  return {
    get state() {
      return watch.state;
    },
    async close() {
      isClosed = true;
      timer?.cancel();
      await connection?.close().catch(() => {});
    },
  };
}

async function open({ host, port, username, password, vhost, tls }: AmqpAddress): Promise<ChannelModel> {
  const ca = tls === null || tls.caFile === '' ? undefined : [await readFile(tls.caFile)];
  const where = { hostname: host, port, username, password, vhost: encodeURIComponent(vhost), heartbeat };
  return connect(
    { ...where, protocol: tls === null ? 'amqp' : 'amqps' },
    { timeout: timeoutMs, clientProperties: { connection_name: 'hubbub' }, ...(ca === undefined ? {} : { ca }) },
  );
}

async function listen(
  connection: ChannelModel,
  { exchange, key }: AmqpAddress,
  heard: (name: string, payload: Buffer) => void,
): Promise<void> {
  const channel = await connection.createChannel();
  // What is refused closes the channel, and is what the call rejects with.
  channel.on('error', () => {});
  await channel.checkExchange(exchange);
  const { queue } = await channel.assertQueue('', {
    exclusive: true,
    autoDelete: true,
    durable: false,
    arguments: { 'x-max-length': queueMessages },
  });
  // One binding takes all of a fanout, a topic and a headers exchange; a direct one needs its key by name.
  await channel.bindQueue(queue, exchange, key, { 'x-match': 'all' });
  await channel.consume(queue, (message) => message !== null && heard(message.fields.routingKey, message.content), {
    noAck: true,
  });
}

/** What is known to go wrong, by what RabbitMQ or the system says, and what to do about it. */
const causes: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [/ECONNREFUSED/, 'nobody listens there', 'Start it, or correct the address.'],
  [/ENOTFOUND|EAI_AGAIN/, 'no such host is known', 'Under Docker a name is known to containers only: use 127.0.0.1.'],
  [/ACCESS[_-]REFUSED|403/, 'user and password are not taken, or may not listen', 'Write them into the address.'],
  [/NOT[_-]FOUND|404/, 'it has no such exchange', 'The application declares it when it first publishes.'],
  [/NOT_ALLOWED|530|vhost/i, 'this virtual host is not open to the user', 'Name another: …?vhost=NAME.'],
];

function amqpProblem({ shown }: AmqpAddress, reason: string): Problem {
  const known = causes.find(([pattern]) => pattern.test(reason));
  const what = known?.[1] ?? (reason === '' ? 'the connection was closed' : reason);
  const hint = known === undefined ? '' : `${known[2]} `;
  return {
    code: 'source-away',
    message: `RabbitMQ at ${shown} is not heard: ${what}.`,
    hint: `${hint}It is called again until it answers.`,
  };
}
