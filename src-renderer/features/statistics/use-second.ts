import { useEffect, useRef, useState } from 'react';
import type { EngineClient } from '../../engine/engine-client';
import { useEngine, useEngineState } from '../../engine/hooks';

/**
 * The engine's clock in whole seconds, as long as the component is there: it is told of each second only while somebody
 * looks. null before the first; stands still while `isPaused`, and while there is no engine.
 */
export function useSecond(isPaused: boolean): number | null {
  const engine = useEngine();
  const state = useEngineState();
  const [atMs, setAtMs] = useState<number | null>(null);
  useEffect(() => {
    if (state !== 'up' || isPaused) return;
    const see = (ms: number) => setAtMs(Math.floor(ms / 1_000) * 1_000);
    const stop = engine.onSignal('statistics.changed', ({ atMs: ms }) => see(ms));
    engine.call('statistics.live', { app: null }).then(
      ({ atMs: ms }) => see(ms),
      () => {},
    );
    watch(engine, 1);
    return () => {
      stop();
      watch(engine, -1);
    };
  }, [engine, state, isPaused]);
  return atMs;
}

/** How many parts of the page look at the time. */
const watching = new WeakMap<EngineClient, number>();

function watch(engine: EngineClient, by: 1 | -1): void {
  const before = watching.get(engine) ?? 0;
  const now = before + by;
  watching.set(engine, now);
  if (before === 0 || now === 0) engine.call('statistics.watch', { isWatched: now > 0 }).catch(() => {});
}

/**
 * An answer asked for anew as the time goes on, at most every `everyMs` and one question at a time, and at once when `key`
 * changes. What was known last stays until something newer is.
 */
export function useAnswer<T>(
  atMs: number | null,
  key: string,
  everyMs: number,
  ask: (engine: EngineClient, atMs: number) => Promise<T>,
): T | null {
  const engine = useEngine();
  const [answer, setAnswer] = useState<T | null>(null);
  const asked = useRef({ key: '', atMs: Number.NEGATIVE_INFINITY, turn: 0, isWaiting: false });
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    const last = asked.current;
    const isOther = last.key !== key;
    if (atMs === null || (!isOther && (last.isWaiting || atMs - last.atMs < everyMs))) return;
    const turn = last.turn + 1;
    asked.current = { key, atMs, turn, isWaiting: true };
    const done = (value: T | null) => {
      if (asked.current.turn !== turn) return;
      asked.current.isWaiting = false;
      if (value !== null) setAnswer(value);
    };
    latest.current(engine, atMs).then(done, () => done(null));
  }, [engine, atMs, key, everyMs]);
  return answer;
}
