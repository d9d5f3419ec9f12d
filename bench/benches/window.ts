import type { Bench } from '../harness/bench';
import { withinMs } from '../harness/goal';
import { quantile } from '../harness/statistics';
import { withChild } from '../harness/with-child';
import { millionOfOnesOwn } from './million';

const windows = 400;
/** What the store has to take while somebody scrolls: as much as the goal of ingest asks for. */
const perSecond = 100_000;
const part = 0.99;

interface Windows {
  readonly times: Readonly<Record<'tail' | 'middle' | 'filter', readonly number[]>>;
  readonly perSecond: number;
}

/** 200 rows of a million while more come in, as the engine's thread asks the reader for them; beside the SELECT alone. */
export const windowBench: Bench = {
  name: 'window',
  rounds: 5,
  isGuarded: true,
  goals: { 'window/tail': withinMs(10), 'window/middle': withinMs(10), 'window/filter': withinMs(10) },
  async start(options) {
    const dataDir = await millionOfOnesOwn(options, 'million-that-grows');
    return {
      async round() {
        const bare = await withChild('bare', (child) =>
          child.call<{ times: readonly number[] }>('select', { dataDir, count: windows }),
        );
        const found = await withChild('store', async (child) => {
          await child.call('open', { dataDir });
          return child.call<Windows>('windows', { count: windows, perSecond });
        });
        process.stderr.write(`  while ${Math.round(found.perSecond).toLocaleString('en')} entries/s came in\n`);
        const peer = quantile(bare.times, part);
        const { tail, middle, filter } = found.times;
        return {
          'window/tail': { value: quantile(tail, part), peer },
          'window/middle': { value: quantile(middle, part), peer },
          'window/filter': { value: quantile(filter, part), peer },
        };
      },
      async stop() {},
    };
  },
};
