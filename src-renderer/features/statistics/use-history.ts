import type { Lifetimes, LiveStatistics, Loudest, StatisticHistory } from '../../../src-main/contract/statistics';
import { type Mark, type Range, ranges } from './statistics-state';
import { useAnswer } from './use-second';

export interface Shown {
  readonly history: StatisticHistory;
  readonly fromMs: number;
  readonly toMs: number;
}

const slowMs = 10_000;

/** All minutes there are cost more than the last ones: they are asked for less often. */
function everyMs(range: Range): number {
  return range === 'all' || range === 'hour' ? slowMs : 1_000;
}

export function useLive(atMs: number | null, app: string | null): LiveStatistics | null {
  return useAnswer(atMs, `${app}`, 1_000, (engine) => engine.call('statistics.live', { app }));
}

/** `sinceMs`: how far back there is anything. */
export function useHistory(
  atMs: number | null,
  range: Range,
  app: string | null,
  sinceMs: number | null,
): Shown | null {
  const isKnown = range !== 'all' || sinceMs !== null;
  return useAnswer(isKnown ? atMs : null, `${range} ${app}`, everyMs(range), async (engine, now) => {
    const span = spanOf(range, now, sinceMs);
    return { ...span, history: await engine.call('statistics.history', { app, ...span }) };
  });
}

export function useLoudest(
  atMs: number | null,
  range: Range,
  app: string | null,
  sinceMs: number | null,
): Loudest | null {
  const isKnown = range !== 'all' || sinceMs !== null;
  return useAnswer(isKnown ? atMs : null, `${range} ${app}`, Math.max(2_000, everyMs(range)), (engine, now) =>
    engine.call('statistics.loudest', { app, ...spanOf(range, now, sinceMs) }),
  );
}

export function useLifetimes(
  atMs: number | null,
  range: Range,
  app: string | null,
  sinceMs: number | null,
): Lifetimes | null {
  const isKnown = range !== 'all' || sinceMs !== null;
  return useAnswer(isKnown ? atMs : null, `${range} ${app}`, Math.max(2_000, everyMs(range)), (engine, now) =>
    engine.call('statistics.lifetimes', { app, ...spanOf(range, now, sinceMs) }),
  );
}

/** Messages of the span that is marked; null while there is none. */
export function useMarked(atMs: number | null, mark: Mark | null, app: string | null): number | null {
  const key = mark === null ? '' : `${mark.fromMs} ${mark.toMs} ${app}`;
  const answer = useAnswer(mark === null ? null : atMs, key, slowMs, async (engine) => {
    const { totals } = await engine.call('statistics.history', { app, ...(mark as Mark) });
    return { key, messages: Math.round(totals.api + totals.up + totals.down) };
  });
  return answer !== null && answer.key === key ? answer.messages : null;
}

/** Up to the second that has just begun; at least a minute. */
function spanOf(range: Range, nowMs: number, sinceMs: number | null): { fromMs: number; toMs: number } {
  const length = ranges[range];
  return { fromMs: length === null ? Math.min(sinceMs ?? nowMs, nowMs - 60_000) : nowMs - length, toMs: nowMs };
}
