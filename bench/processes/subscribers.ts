/** Many subscribers in one process: connects, counts what arrives, and sends client events. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Protocol } from '../harness/delivery';
import { RawSubscriber, type Subscriber } from '../harness/raw-subscriber';
import { nowMs, serveCommands } from '../harness/serve-commands';
import { StreamSubscriber } from '../harness/stream-subscriber';

const connectAtOnce = 50;
/** Nothing arrived for so long: nothing will. */
const silenceMs = 5_000;

const subscribers: Subscriber[] = [];
let arrived = 0;
let lastMs = 0;
let awaited = Number.POSITIVE_INFINITY;
let onAwaited: () => void = () => {};
let onArrival: (() => void) | null = null;

function take(count: number): void {
  arrived += count;
  if (count > 0) lastMs = nowMs();
  if (arrived >= awaited) {
    awaited = Number.POSITIVE_INFINITY;
    onAwaited();
  }
  onArrival?.();
}

serveCommands({
  /** `channels[i]` are those of subscriber i. */
  async connect(input: { port: number; channels: readonly (readonly string[])[]; protocol?: Protocol }) {
    const { port, channels, protocol } = input;
    const Made = protocol === 'mercure' ? StreamSubscriber : RawSubscriber;
    for (let at = 0; at < channels.length; at += connectAtOnce) {
      const some = channels.slice(at, at + connectAtOnce).map((names) => new Made(port, names, take));
      subscribers.push(...some);
      await Promise.all(some.map((subscriber) => subscriber.subscribed()));
    }
    return null;
  },
  /** Forgets what was counted. */
  reset() {
    arrived = 0;
    lastMs = 0;
    return null;
  },
  /** Waits for as many messages since `reset`, all subscribers together; resolves with the time of the last one. */
  async arrived({ count }: { count: number }) {
    const whole = new Promise<void>((resolve) => {
      awaited = count;
      onAwaited = resolve;
      take(0);
    });
    let before = -1;
    let done = false;
    void whole.then(() => {
      done = true;
    });
    while (!done) {
      await Promise.race([whole, pause(silenceMs, null, { ref: false })]);
      const gone = subscribers.filter(({ isClosed }) => isClosed).length;
      if (!done && (arrived === before || gone > 0)) {
        throw new Error(`${arrived} of ${count} messages arrived, ${gone} subscribers were closed`);
      }
      before = arrived;
    }
    if (arrived > count) throw new Error(`${arrived} messages arrived, and only ${count} were sent`);
    return { atMs: lastMs };
  },
  /**
   * The first subscriber sends client events, `inFlight` of them ahead of what the others have got, until `forMs` is over
   * and `least` are sent. Returns how many it sent, and when it began.
   */
  async trigger(input: { channel: string; data: string; inFlight: number; least: number; forMs: number }) {
    const { channel, data, inFlight, least, forMs } = input;
    const [sender] = subscribers;
    const receivers = subscribers.length - 1;
    const text = JSON.stringify({ event: 'client-bench', channel, data });
    const startMs = nowMs();
    let sent = 0;
    await new Promise<void>((resolve) => {
      onArrival = () => {
        while (sent - arrived / receivers < inFlight) {
          if (sent >= least && nowMs() - startMs >= forMs) {
            onArrival = null;
            resolve();
            return;
          }
          sender?.send(text);
          sent += 1;
        }
      };
      onArrival();
    });
    return { sent, startMs };
  },
});
