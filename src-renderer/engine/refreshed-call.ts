import { useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import { useEngine, useEngineState } from './hooks';

/** A hub that changes all the time is asked at most this often. */
const shortestGapMs = 250;
/** So many times as long as an answer took, the next one is waited for. */
const shareOfTime = 10;

/**
 * The newest answer to a call: asked when its input changes, when the hub changed, and every `refreshMs`; never twice at a
 * time and not while the page is hidden. `input` null: not asked. null before the first answer; after a change of the input the
 * answer before stays until the new one is here.
 */
export function useRefreshedCall<N extends CallName>(
  name: N,
  input: CallInput<N> | null,
  refreshMs: number,
): CallOutput<N> | null {
  const engine = useEngine();
  const state = useEngineState();
  const [output, setOutput] = useState<CallOutput<N> | null>(null);
  const wanted = useRef(input);
  wanted.current = input;
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an input that reads the same is the same
  useEffect(() => {
    const asked = wanted.current;
    if (state !== 'up' || asked === null) {
      if (asked === null) setOutput(null);
      return;
    }
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    let isStale = false;
    let askedAt = 0;
    let gapMs = shortestGapMs;
    const askIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(ask, ms);
    };
    const ask = () => {
      if (controller.signal.aborted || isAsking || document.hidden) return;
      isAsking = true;
      isStale = false;
      askedAt = performance.now();
      engine
        .call(name, asked, controller.signal)
        .then(
          (answer) => controller.signal.aborted || setOutput(answer),
          () => {},
        )
        .finally(() => {
          isAsking = false;
          // What takes the engine long is asked for less often.
          gapMs = Math.max(shortestGapMs, shareOfTime * (performance.now() - askedAt));
          askIn(isStale ? gapMs : Math.max(gapMs, refreshMs));
        });
    };
    const changed = () => {
      if (isAsking) isStale = true;
      else askIn(Math.max(0, askedAt + gapMs - performance.now()));
    };
    ask();
    const stop = engine.onSignal('hub.changed', changed);
    document.addEventListener('visibilitychange', ask);
    return () => {
      controller.abort();
      clearTimeout(timer);
      stop();
      document.removeEventListener('visibilitychange', ask);
    };
  }, [engine, state, name, key, refreshMs]);
  return output;
}
