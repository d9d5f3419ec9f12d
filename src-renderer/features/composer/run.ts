import { create } from 'zustand';
import type { Draft, SendResult } from '../../../src-main/contract/hub';
import type { RunSums } from './sent';

/** Bounds of a run: what a person wants to see, and what a hub on their own machine should bear. */
export const runLimits = { count: 10_000, intervalMs: 3_600_000 } as const;
/** A burst goes out in small heaps, 200 messages a second. */
const heap = 10;
const heapEveryMs = 50;

export interface RunPlan {
  readonly count: number;
  /** From one message to the next; 0 for a burst. */
  readonly intervalMs: number;
}

interface RunStore {
  /** How far the run is; null while there is none. It goes on while the composer is closed. */
  readonly current: { readonly sent: number; readonly total: number } | null;
  readonly plan: RunPlan;
  setPlan(plan: RunPlan): void;
  stop(): void;
}

/** Grows with every run and every stop: a run that is not the newest ends. */
let turn = 0;

export const useRun = create<RunStore>((set) => ({
  current: null,
  plan: { count: 10, intervalMs: 1_000 },
  setPlan: ({ count, intervalMs }) =>
    set({
      plan: {
        count: Math.max(1, Math.min(runLimits.count, Math.round(count) || 1)),
        intervalMs: Math.max(0, Math.min(runLimits.intervalMs, Math.round(intervalMs) || 0)),
      },
    }),
  stop() {
    turn += 1;
    set({ current: null });
  },
}));

/**
 * Sends a message again and again, each made by `draftOf` with its number, and tells the sums after each heap. Ends early
 * when it is stopped, or when a message is turned down: the others would be as well.
 */
export async function run(
  { count, intervalMs }: RunPlan,
  draftOf: (n: number) => Draft,
  send: (draft: Draft) => Promise<SendResult>,
  onProgress: (sums: RunSums, result: SendResult) => void,
): Promise<void> {
  turn += 1;
  const mine = turn;
  let sums: RunSums = { sent: 0, total: count, matched: 0, excluded: 0, refused: 0 };
  const size = intervalMs === 0 ? heap : 1;
  const everyMs = intervalMs === 0 ? heapEveryMs : intervalMs;
  while (sums.sent < count && turn === mine) {
    useRun.setState({ current: { sent: sums.sent, total: count } });
    const startedAtMs = performance.now();
    const numbers = Array.from({ length: Math.min(size, count - sums.sent) }, (_, index) => sums.sent + index + 1);
    const results = await Promise.all(numbers.map((n) => send(draftOf(n))));
    for (const result of results) sums = added(sums, result);
    onProgress(sums, results.at(-1) as SendResult);
    if (sums.refused > 0) break;
    const restMs = everyMs - (performance.now() - startedAtMs);
    if (sums.sent < count) await new Promise((done) => setTimeout(done, Math.max(0, restMs)));
  }
  if (turn === mine) useRun.setState({ current: null });
}

function added(sums: RunSums, result: SendResult): RunSums {
  const sent = sums.sent + 1;
  if (!result.ok) return { ...sums, sent, refused: sums.refused + 1 };
  return { ...sums, sent, matched: sums.matched + result.matched, excluded: sums.excluded + result.excluded };
}
