import { startChild } from './child';

export interface Load {
  /** Channels of each subscriber. */
  readonly subscribers: readonly (readonly string[])[];
  /** Channels that are published to, in turn. */
  readonly channels: readonly string[];
  readonly dataBytes: number;
  readonly inFlight: number;
  /**
   * False: each publish comes over a connection of its own, as those of the PHP SDKs do. True: over `inFlight` of them,
   * kept for as long as the server keeps them (soketi never does).
   */
  readonly isKeeping: boolean;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** At least so many publishes, if that takes longer. */
  readonly leastPublishes?: number;
}

export interface Delivered {
  readonly publishesPerSecond: number;
  readonly deliveriesPerSecond: number;
}

/**
 * Publishes over HTTP and counts what arrives, until the last subscriber has the last of it. What comes before the time
 * to be measured warms the server up.
 */
export async function deliver(server: { readonly port: number }, load: Load): Promise<Delivered> {
  const subscribers = startChild('subscribers');
  const publisher = startChild('publisher');
  try {
    const { subscribers: channels, dataBytes, inFlight, isKeeping } = load;
    await subscribers.call('connect', { port: server.port, channels });
    await publisher.call('prepare', {
      port: server.port,
      channels: load.channels.map((name) => [name]),
      dataBytes,
      inFlight,
      isKeeping,
    });
    const perPublish = deliveriesPerPublish(load);
    const publish = async (forMs: number, least: number) => {
      await subscribers.call('reset');
      const { sent, startMs } = await publisher.call<Published>('publish', {
        forMs,
        least,
        times: load.channels.length,
      });
      const { atMs } = await subscribers.call<{ atMs: number }>('arrived', { count: sent * perPublish });
      return (sent / (atMs - startMs)) * 1000;
    };
    await publish(load.warmUpMs, 0);
    const publishesPerSecond = await publish(load.measureMs, load.leastPublishes ?? 0);
    return { publishesPerSecond, deliveriesPerSecond: publishesPerSecond * perPublish };
  } finally {
    await Promise.all([subscribers.stop(), publisher.stop()]);
  }
}

/** The same with client events: the first subscriber sends them, `inFlight` ahead of what the others have got. */
export async function deliverClientEvents(server: { readonly port: number }, load: Load): Promise<Delivered> {
  const subscribers = startChild('subscribers');
  try {
    const { subscribers: channels, dataBytes, inFlight } = load;
    await subscribers.call('connect', { port: server.port, channels });
    const perPublish = channels.length - 1;
    const trigger = async (forMs: number, least: number) => {
      await subscribers.call('reset');
      const input = { channel: load.channels[0], data: 'x'.repeat(dataBytes), inFlight, forMs, least };
      const { sent, startMs } = await subscribers.call<Published>('trigger', input);
      const { atMs } = await subscribers.call<{ atMs: number }>('arrived', { count: sent * perPublish });
      return (sent / (atMs - startMs)) * 1000;
    };
    await trigger(load.warmUpMs, 0);
    const publishesPerSecond = await trigger(load.measureMs, load.leastPublishes ?? 0);
    return { publishesPerSecond, deliveriesPerSecond: publishesPerSecond * perPublish };
  } finally {
    await subscribers.stop();
  }
}

interface Published {
  readonly sent: number;
  readonly startMs: number;
}

function deliveriesPerPublish({ subscribers, channels }: Load): number {
  const counts = channels.map((channel) => subscribers.filter((names) => names.includes(channel)).length);
  const [first = 0] = counts;
  if (counts.some((count) => count !== first)) throw new Error('each channel has to have as many subscribers');
  return first;
}
