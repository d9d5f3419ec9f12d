import type { ChannelModel } from 'amqplib';
import { amqpFailure } from '../brokers/amqp-failure';
import { lossWords, OwnQueue } from '../brokers/own-queue';
import { dialTls } from '../clients/dial-tls';
import type { Timer } from '../clock';
import type { AmqpAddress } from './amqp-address';
import { backOffMs } from './back-off';
import type { RedisSourceParts } from './redis-source';
import type { Source } from './source';
import { SourceWatch } from './source-state';

const timeoutMs = 5_000;
/** Seconds between signs of life, both ways. */
const heartbeat = 15;
/** What fills a queue of ours and what we take of it in so long is told apart. */
const lookEveryMs = 1_000;

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

  const later = (act: () => Promise<void>, afterMs: number): void => {
    timer?.cancel();
    timer = isClosed ? null : clock.setTimeout(() => void act(), afterMs);
  };

  const lost = (reason: unknown): void => {
    connection = null;
    if (isClosed) {
      return;
    }
    watch.away(amqpFailure(reason, address.shown).problem);
    attempts += 1;
    later(start, backOffMs(attempts, random));
  };

  const start = async (): Promise<void> => {
    let reason: unknown = new Error('Connection closed');
    let isOver = false;
    // Once for each attempt: a connection that ends before anybody listens to it says nothing but that it is of no use.
    const end = (why: unknown): void => {
      if (!isOver) lost(why);
      isOver = true;
    };
    let opened: ChannelModel | null = null;
    try {
      opened = await open(address);
      if (isClosed) {
        await opened.close();
        return;
      }
      connection = opened;
      opened.on('error', (error: Error) => {
        reason = error;
      });
      opened.on('close', () => end(reason));
      const own = await listen(opened);
      attempts = 0;
      watch.up();
      later(() => look(own), lookEveryMs);
    } catch (error) {
      end(error);
      await opened?.close().catch(() => {});
    }
  };

  const listen = async (opened: ChannelModel): Promise<OwnQueue> => {
    const channel = await opened.createChannel();
    // What is refused closes the channel, and is what the call rejects with.
    channel.on('error', () => {});
    return OwnQueue.open(channel, address.exchange, [address.key], ({ fields, content }) =>
      events.message({ source: address.shown, name: fields.routingKey, payload: content }),
    );
  };

  const look = async (own: OwnQueue): Promise<void> => {
    try {
      if (await own.mayHaveLost()) events.missed(lossWords(address.exchange), clock.nowMs(), clock.nowMs());
      later(() => look(own), lookEveryMs);
    } catch {
      // A connection that is lost says so itself, and begins anew.
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
  const where = { hostname: host, port, username, password, vhost: encodeURIComponent(vhost), heartbeat };
  const trusted = tls === null ? {} : dialTls({ isVerified: true, authorityFile: tls.caFile });
  const { connect } = await import('amqplib');
  return connect(
    { ...where, protocol: tls === null ? 'amqp' : 'amqps' },
    { timeout: timeoutMs, clientProperties: { connection_name: 'hubbub' }, ...trusted },
  );
}
