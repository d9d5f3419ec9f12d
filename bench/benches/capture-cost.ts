import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { channelNames } from '../harness/app';
import type { Bench, BenchOptions } from '../harness/bench';
import { startChild } from '../harness/child';
import { type Connected, connectPublisher, connectTrigger, type Delivered, type Load } from '../harness/delivery';
import { costAtMost } from '../harness/goal';

const rounds = 7;
/** Each side, all rounds together. */
const publishes = 16_000;
/** On and off take turns within a round: what a machine does beside us changes faster than a round is over. */
const turns = 6;

interface Side extends Connected {
  readonly total: { publishes: number; ms: number };
}

async function open(mode: 'on' | 'off', by: 'http' | 'client', folder: string, load: Load): Promise<Side> {
  const dataDir = mkdtempSync(join(folder, 'cost-'));
  const hub = startChild('hub', [dataDir, mode]);
  const end = async () => {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await hub.call<number>('port');
    const { deliver, stop } = await (by === 'http' ? connectPublisher : connectTrigger)({ port }, load);
    return { deliver, stop: () => stop().then(end), total: { publishes: 0, ms: 0 } };
  } catch (error) {
    await end();
    throw error;
  }
}

const perSecond = ({ publishes: count, ms }: Delivered) => (count / ms) * 1000;

/** What recording costs: the same hub with and without, publishes over HTTP or client events, retention and reader at work. */
function captureCost(by: 'http' | 'client', count: number): Bench {
  const name = `capture-cost-${by}-${count}`;
  const channels = channelNames(1, 'private-bench');
  // Somebody has to send client events, and gets none back.
  const subscribers = Array.from({ length: by === 'client' ? count + 1 : count }, () => channels);
  const load: Load = { subscribers, channels, dataBytes: 200, inFlight: 64, client: 'sdk' };
  return {
    name,
    rounds,
    isGuarded: by === 'http' && count > 1,
    goals: { [name]: costAtMost(0.1, 'publishes/s') },
    async start({ isGuard, folder }: BenchOptions) {
      const turnMs = (isGuard ? 3_000 : 4_200) / turns;
      const least = isGuard ? 0 : Math.ceil(publishes / rounds / turns);
      return {
        async round() {
          const on = await open('on', by, folder, load);
          const off = await open('off', by, folder, load);
          try {
            for (const side of [on, off]) await side.deliver(1_000, 0);
            for (let turn = 0; turn < turns; turn += 1) {
              // Neither side always comes first.
              for (const side of turn % 2 === 0 ? [on, off] : [off, on]) {
                const done = await side.deliver(turnMs, least);
                side.total.publishes += done.publishes;
                side.total.ms += done.ms;
              }
            }
            return { [name]: { value: perSecond(on.total), peer: perSecond(off.total) } };
          } finally {
            await Promise.all([on.stop(), off.stop()]);
          }
        },
        async stop() {},
      };
    },
  };
}

export const captureCostBenches: readonly Bench[] = [
  captureCost('http', 1_000),
  captureCost('http', 1),
  captureCost('client', 1_000),
  captureCost('client', 1),
];
