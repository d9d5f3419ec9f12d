import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchOptions } from '../harness/bench';
import type { Shape } from '../harness/entries';
import { rateOf } from '../harness/goal';
import { withChild } from '../harness/with-child';

const bareMs = 3_000;
/** Garbage is collected when it suits the machine: this much more is no growth. */
const flatFactor = 1.15;
/** In less time retention has not begun to delete. */
const leastMsForMemory = 45_000;

interface Ingested {
  readonly perSecond: number;
  readonly memoryGrowth: number;
  readonly rssBytes: number;
}

/** From the recorder to the stored row, retention on and one filtered view open; beside the driver alone. */
function ingest(shape: Shape, perSecond: number): Bench {
  const name = `ingest-${shape}`;
  const measure = async (dataDir: string, forMs: number) => {
    const bare = await withChild('bare', (child) =>
      child.call<{ perSecond: number }>('insert', { dataDir, shape, forMs: bareMs }),
    );
    const stored = await withChild('store', async (child) => {
      await child.call('open', { dataDir });
      return child.call<Ingested>('ingest', { shape, forMs });
    });
    if (forMs >= leastMsForMemory && stored.memoryGrowth > flatFactor) {
      throw new Error(`memory grew by ${((stored.memoryGrowth - 1) * 100).toFixed(0)} % and has to stay flat`);
    }
    const { perSecond: value, memoryGrowth, rssBytes } = stored;
    process.stderr.write(
      `  memory ${(rssBytes / 1e6).toFixed(0)} MB, × ${memoryGrowth.toFixed(2)} in the last third\n`,
    );
    return { [name]: { value, peer: bare.perSecond } };
  };
  return {
    name,
    rounds: 5,
    isGuarded: true,
    goals: { [name]: rateOf(perSecond, 'entries/s') },
    async start({ isGuard, folder }: BenchOptions) {
      return {
        async round() {
          const dataDir = mkdtempSync(join(folder, 'ingest-'));
          try {
            return await measure(dataDir, isGuard ? 15_000 : 60_000);
          } finally {
            rmSync(dataDir, { recursive: true, force: true });
          }
        },
        async stop() {},
      };
    },
  };
}

export const ingestBenches: readonly Bench[] = [ingest('plain', 100_000), ingest('laravel', 60_000)];
