import { startChild } from './child';

export type Protocol = 'pusher' | 'mercure';

export interface Load {
  /** Absent: pusher. */
  readonly protocol?: Protocol;
  /** Channels of each subscriber. */
  readonly subscribers: readonly (readonly string[])[];
  /** Channels that are published to, in turn. */
  readonly channels: readonly string[];
  readonly dataBytes: number;
  readonly inFlight: number;
  /**
   * `raw`: requests signed beforehand over plain TCP, so that the server is the slow side. `sdk`: an HTTP client that
   * signs each, as an app server's SDK is one. Both keep connections for as long as the server does (soketi never does).
   */
  readonly client: 'raw' | 'sdk';
}

/** Publishes, and the time until the last subscriber had the last of them. */
export interface Delivered {
  readonly publishes: number;
  readonly ms: number;
}

/** Subscribers and a publisher at one server, ready to be measured with. */
export interface Connected {
  /** Publishes for a time, and at least so many; waits until all of it has arrived. */
  deliver(forMs: number, least: number): Promise<Delivered>;
  stop(): Promise<void>;
}

interface Sent {
  readonly sent: number;
  readonly startMs: number;
}

type Port = { readonly port: number };

/** Publishes over HTTP. */
export async function connectPublisher({ port }: Port, load: Load): Promise<Connected> {
  const { dataBytes, inFlight, client, protocol = 'pusher' } = load;
  const subscribers = startChild('subscribers');
  const publisher = startChild('publisher');
  const stop = async () => {
    await Promise.all([subscribers.stop(), publisher.stop()]);
  };
  return ready(stop, async () => {
    await subscribers.call('connect', { port, channels: load.subscribers, protocol });
    const channels = load.channels.map((name) => [name]);
    await publisher.call('prepare', { port, channels, dataBytes, inFlight, client, protocol });
    const perPublish = deliveriesPerPublish(load);
    return async (forMs, least) => {
      await subscribers.call('reset');
      const { sent, startMs } = await publisher.call<Sent>('publish', { forMs, least, times: load.channels.length });
      const { atMs } = await subscribers.call<{ atMs: number }>('arrived', { count: sent * perPublish });
      return { publishes: sent, ms: atMs - startMs };
    };
  });
}

/** Client events: the first subscriber sends them, `inFlight` ahead of what the others have got. */
export async function connectTrigger({ port }: Port, load: Load): Promise<Connected> {
  const { dataBytes, inFlight, channels } = load;
  const subscribers = startChild('subscribers');
  return ready(
    () => subscribers.stop(),
    async () => {
      await subscribers.call('connect', { port, channels: load.subscribers, protocol: 'pusher' });
      return async (forMs, least) => {
        await subscribers.call('reset');
        const input = { channel: channels[0], data: 'x'.repeat(dataBytes), inFlight, forMs, least };
        const { sent, startMs } = await subscribers.call<Sent>('trigger', input);
        const count = sent * (load.subscribers.length - 1);
        const { atMs } = await subscribers.call<{ atMs: number }>('arrived', { count });
        return { publishes: sent, ms: atMs - startMs };
      };
    },
  );
}

/** What was started is ended if the rest of it fails. */
async function ready(stop: () => Promise<void>, connect: () => Promise<Connected['deliver']>): Promise<Connected> {
  try {
    return { deliver: await connect(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function deliveriesPerPublish({ subscribers, channels }: Load): number {
  const counts = channels.map((channel) => subscribers.filter((names) => names.includes(channel)).length);
  const [first = 0] = counts;
  if (counts.some((count) => count !== first)) throw new Error('each channel has to have as many subscribers');
  return first;
}
