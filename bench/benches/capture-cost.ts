import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { channelNames } from '../harness/app';
import type { Bench, BenchOptions } from '../harness/bench';
import { startChild } from '../harness/child';
import { deliver, deliverClientEvents, type Load } from '../harness/delivery';
import { costAtMost } from '../harness/goal';

const rounds = 7;
/** Each side, all rounds together. */
const publishes = 16_000;
const leastPublishes = Math.ceil(publishes / rounds);

/** What recording costs: the same hub with and without, publishes over HTTP or client events, retention and reader at work. */
function captureCost(by: 'http' | 'client', count: number): Bench {
  const name = `capture-cost-${by}-${count}`;
  const channels = channelNames(1, 'private-bench');
  return {
    name,
    rounds,
    isGuarded: by === 'http' && count > 1,
    goals: { [name]: costAtMost(0.1, 'publishes/s') },
    async start({ isGuard, folder }: BenchOptions) {
      const load: Load = {
        // Somebody has to send client events, and gets none back.
        subscribers: Array.from({ length: by === 'client' ? count + 1 : count }, () => channels),
        channels,
        dataBytes: 200,
        inFlight: 64,
        isKeeping: true,
        warmUpMs: isGuard ? 1_000 : 1_500,
        measureMs: isGuard ? 2_000 : 3_000,
        leastPublishes: isGuard ? 0 : leastPublishes,
      };
      const measure = async (mode: 'on' | 'off') => {
        const dataDir = mkdtempSync(join(folder, 'cost-'));
        const hub = startChild('hub', [dataDir, mode]);
        try {
          const port = await hub.call<number>('port');
          const { publishesPerSecond } = await (by === 'http' ? deliver : deliverClientEvents)({ port }, load);
          return publishesPerSecond;
        } finally {
          await hub.stop();
          rmSync(dataDir, { recursive: true, force: true });
        }
      };
      let isOnFirst = false;
      return {
        async round() {
          // In turn, so that neither side always comes first.
          isOnFirst = !isOnFirst;
          const first = await measure(isOnFirst ? 'on' : 'off');
          const second = await measure(isOnFirst ? 'off' : 'on');
          return { [name]: isOnFirst ? { value: first, peer: second } : { value: second, peer: first } };
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
