/** The recorder with statistics and the store with its two workers, as they are in the engine, with entries made on the spot. */
import { resolve } from 'node:path';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { limits } from '../../src-main/contract/limits';
import type { ViewState } from '../../src-main/contract/view';
import { type CaptureRecorder, createRecorder } from '../../src-main/engine/capture/create-recorder';
import { createDatabase, type SecondDatabase } from '../../src-main/engine/database/create-database';
import { type AllStatistics, createStatistics } from '../../src-main/engine/statistics/create-statistics';
import { createStore } from '../../src-main/engine/store/create-store';
import type { Store } from '../../src-main/engine/store/store';
import { createSystemClock } from '../../src-main/engine/system-clock';
import { entriesOf, filteredEvent, type Shape } from '../harness/entries';
import { serveCommands } from '../harness/serve-commands';
import { median } from '../harness/statistics';

const windowRows = 200;
/** Batches ahead of the writer: enough to keep it busy, far from the bound at which entries would be lost. */
const batchesAhead = limits.writerBatches / 4;
const entriesAtOnce = 128;

const clock = createSystemClock();
let store: Store;
let recorder: CaptureRecorder;
let database: SecondDatabase;
let statistics: AllStatistics;
/** Newest state of each view. */
const states = new Map<number, ViewState>();
const changes: ((state: ViewState) => void)[] = [];

async function open(filter: string): Promise<ViewState> {
  const view = await store.openView(filter, 0);
  states.set(view.viewId, view);
  return view;
}

/** What a page does with a view it follows: asks for the last rows whenever it changed, one question at a time. */
function follow(viewId: number): void {
  let isAsking = false;
  changes.push(async ({ viewId: changed, first, length }) => {
    if (changed !== viewId || isAsking) return;
    isAsking = true;
    // The last question may come when the store has ended already.
    await store.rows(viewId, Math.max(first, first + length - windowRows), windowRows).catch(() => null);
    isAsking = false;
  });
}

async function complete(view: ViewState): Promise<ViewState> {
  const known = states.get(view.viewId) ?? view;
  if (known.complete) return known;
  return new Promise((resolve) =>
    changes.push((state) => state.viewId === view.viewId && state.complete && resolve(state)),
  );
}

async function noGap(): Promise<void> {
  const view = await complete(await open('kind:gap'));
  store.closeView(view.viewId);
  if (view.length > 0) throw new Error(`${view.length} Gaps: entries were lost`);
}

/** Records as fast as the writer takes it, for a time or up to a number. */
async function record(shape: Shape, forMs: number, count: number): Promise<{ entries: number; memory: number[] }> {
  const entries = entriesOf(shape);
  const startMs = performance.now();
  const memory: number[] = [];
  let recorded = 0;
  while (recorded < count && performance.now() - startMs < forMs) {
    while (recorded < count && store.pendingBatches < batchesAhead) {
      for (let index = 0; index < entriesAtOnce && recorded < count; index += 1) {
        recorder.record(entries[recorded % entries.length] as (typeof entries)[number]);
        recorded += 1;
      }
    }
    const second = Math.floor((performance.now() - startMs) / 1000);
    if (memory.length <= second) memory.push(process.memoryUsage.rss());
    await turn();
  }
  recorder.flush();
  await store.flushed();
  return { entries: recorded, memory };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

serveCommands(
  {
    async open({ dataDir }: { dataDir: string }) {
      const workerDir = resolve('out/engine');
      store = await createStore({ dataDir, workerDir, clock });
      database = await createDatabase({ dataDir, workerDir, clock });
      statistics = createStatistics({ clock, database, run: store.runId, onProblem: () => {} });
      recorder = createRecorder({ clock, store, observers: statistics.observers });
      store.onViewChanged((state) => {
        states.set(state.viewId, state);
        for (const change of changes) change(state);
      });
      return null;
    },
    fill: ({ shape, count }: { shape: Shape; count: number }) => record(shape, 600_000, count),
    /** Entries a second from the recorder to the stored row, with one filtered view open. No Gap, and memory flat. */
    async ingest({ shape, forMs }: { shape: Shape; forMs: number }) {
      const view = await open(`event:${filteredEvent}`);
      follow(view.viewId);
      let done = { entries: 0, memory: [] as number[] };
      const ms = await timed(async () => {
        done = await record(shape, forMs, Number.POSITIVE_INFINITY);
      });
      await noGap();
      const { memory } = done;
      const third = Math.floor(memory.length / 3);
      // Until retention has something to delete the view still grows; from then on nothing may.
      const growth = median(memory.slice(-third)) / median(memory.slice(third, -third));
      return { perSecond: (done.entries / ms) * 1000, memoryGrowth: growth, rssBytes: memory.at(-1) ?? 0 };
    },
    /** Times of windows at the tail, in the middle and through a filter while `perSecond` entries come in. */
    async windows({ count, perSecond }: { count: number; perSecond: number }) {
      const whole = await open('');
      const filtered = await complete(await open(`event:${filteredEvent}`));
      follow(whole.viewId);
      const entries = entriesOf('plain');
      const startMs = performance.now();
      let recorded = 0;
      let isDone = false;
      const ingesting = (async () => {
        while (!isDone) {
          const due = Math.floor(((performance.now() - startMs) / 1000) * perSecond) - recorded;
          // A burst after a pause of this machine would be a pause of our own.
          for (let index = 0; index < Math.min(due, 1_000) && store.pendingBatches < batchesAhead; index += 1) {
            recorder.record(entries[recorded % entries.length] as (typeof entries)[number]);
            recorded += 1;
          }
          await pause(1);
        }
      })();
      const times: Record<'tail' | 'middle' | 'filter', number[]> = { tail: [], middle: [], filter: [] };
      const at = (viewId: number, part: number) => {
        const { first, length } = states.get(viewId) as ViewState;
        return timed(() => store.rows(viewId, first + Math.floor((length - windowRows) * part), windowRows));
      };
      for (let index = 0; index < count; index += 1) {
        times.tail.push(await at(whole.viewId, 1));
        times.middle.push(await at(whole.viewId, 0.5));
        times.filter.push(await at(filtered.viewId, 0.5));
        // As a person scrolls, and so that the reader takes in what is committed.
        await pause(5);
      }
      const perSecondReached = recorded / ((performance.now() - startMs) / 1000);
      isDone = true;
      await ingesting;
      return { times, perSecond: perSecondReached };
    },
    /** Time to the first window of a filter, and to its whole list. */
    async search({ filter }: { filter: string }) {
      const startMs = performance.now();
      const view = await open(filter);
      await store.rows(view.viewId, view.first + Math.max(0, view.length - windowRows), windowRows);
      const firstMs = performance.now() - startMs;
      const { length } = await complete(view);
      const wholeMs = performance.now() - startMs;
      store.closeView(view.viewId);
      return { firstMs, wholeMs, length };
    },
  },
  async () => {
    recorder?.close();
    await statistics?.close();
    await Promise.all([store?.close(), database?.close()]);
  },
);
