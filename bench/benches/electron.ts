import type { Bench, BenchOptions } from '../harness/bench';
import { type ElectronWindow, openEmpty, openHubbub, type Painted } from '../harness/electron-window';
import { atMostTimes, rateOf, withinMs } from '../harness/goal';
import { median, quantile } from '../harness/statistics';
import { withChild } from '../harness/with-child';

const channel = 'orders';
const warmUpMs = 2_000;
const part = 0.99;
/** A quantile of fewer rows would be that of none. */
const leastRows = 100;
const startsARound = 3;
/** How much of the traffic has to be sent for what is painted to count; a slow machine's guard takes what it can send. */
const sentPart = (isGuard: boolean) => (isGuard ? 0.3 : 0.95);

async function withWindow<Output>(opening: Promise<ElectronWindow>, work: (window: ElectronWindow) => Promise<Output>) {
  const window = await opening;
  try {
    return await work(window);
  } finally {
    await window.close();
  }
}

/** What the window paints while it follows `perSecond` messages a second, `batch` of them in a request. */
function follow({ folder, isGuard }: BenchOptions, perSecond: number, batch: number, forMs: number): Promise<Painted> {
  return withWindow(openHubbub(folder), (window) =>
    withChild('publisher', async (publisher) => {
      const { port } = window;
      const stream = (ms: number) =>
        publisher.call<{ sent: number }>('stream', { port, channel, perSecond, batch, forMs: ms });
      await stream(warmUpMs);
      const [{ sent }, painted] = await Promise.all([stream(forMs), window.watch(forMs)]);
      const reached = sent / (forMs / 1000);
      if (reached < perSecond * sentPart(isGuard))
        throw new Error(`only ${Math.round(reached)} of ${perSecond} messages/s were sent`);
      if (painted.ages.length < leastRows) throw new Error(`only ${painted.ages.length} new rows were painted`);
      return painted;
    }),
  );
}

/** An empty page that paints a row, fifteen times a second. */
function paintEmpty(folder: string, forMs: number): Promise<Painted> {
  return withWindow(openEmpty(folder), (window) => window.watch(forMs));
}

export const paintBench: Bench = {
  name: 'paint',
  rounds: 5,
  isGuarded: true,
  goals: {
    'paint/1000-p99': withinMs(150),
    'paint/10000-longest-task': withinMs(50),
    'paint/10000-changes': rateOf(10, 'changes/s'),
  },
  async start(options: BenchOptions) {
    const { isGuard, folder } = options;
    const forMs = isGuard ? 5_000 : 10_000;
    return {
      async round() {
        const empty = await paintEmpty(folder, forMs / 2);
        const steady = await follow(options, 1_000, 1, forMs);
        const flood = await follow(options, 10_000, 10, forMs);
        return {
          'paint/1000-p99': { value: quantile(steady.ages, part), peer: quantile(empty.ages, part) },
          'paint/10000-longest-task': { value: flood.longestTaskMs, peer: empty.longestTaskMs },
          'paint/10000-changes': { value: flood.changesPerSecond, peer: empty.changesPerSecond },
        };
      },
      async stop() {},
    };
  },
};

/** From the start of the process until the hub listens and the window says so, beside a window that says one line. */
export const startBench: Bench = {
  name: 'start',
  rounds: 5,
  isGuarded: true,
  goals: { start: atMostTimes(1.5, 'ms') },
  async start({ folder }: BenchOptions) {
    const started = (opening: Promise<ElectronWindow>) => withWindow(opening, async ({ startMs }) => startMs);
    // The first start of all reads everything from the disk.
    await started(openEmpty(folder));
    await started(openHubbub(folder));
    return {
      async round() {
        const ours: number[] = [];
        const empty: number[] = [];
        for (let index = 0; index < startsARound; index += 1) {
          ours.push(await started(openHubbub(folder)));
          empty.push(await started(openEmpty(folder)));
        }
        return { start: { value: median(ours), peer: median(empty) } };
      },
      async stop() {},
    };
  },
};
