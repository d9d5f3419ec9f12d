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

async function open(mode: 'on' | 'off', by: 'http' | 'client', folder: string, load: Load): Promise<Connected> {
  const dataDir = mkdtempSync(join(folder, 'cost-'));
  const hub = startChild('hub', [dataDir, mode]);
  const end = async () => {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await hub.call<number>('port');
    const { deliver, stop } = await (by === 'http' ? connectPublisher : connectTrigger)({ port }, load);
    return { deliver, stop: () => stop().then(end) };
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
      const least = isGuard ? 0 : Math.ceil(publishes / rounds);
      const measure = async (mode: 'on' | 'off') => {
        const { deliver, stop } = await open(mode, by, folder, load);
        try {
          await deliver(1_000, 0);
          return perSecond(await deliver(3_000, least));
        } finally {
          await stop();
        }
      };
      let isOnFirst = false;
      return {
        async round() {
          // In turn, so that neither side always comes first; one after the other, so that neither shares the machine.
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
