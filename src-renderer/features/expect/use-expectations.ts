import { useEffect, useState } from 'react';
import type { Expectation } from '../../../src-main/contract/expect';
import { useEngine, useEngineState } from '../../engine/hooks';

const none: readonly Expectation[] = [];

/** What is waited for, and what came of it, as the engine keeps it; the newest first. */
export function useExpectations(): readonly Expectation[] {
  const engine = useEngine();
  const state = useEngineState();
  const [all, setAll] = useState(none);
  useEffect(() => {
    if (state !== 'up') return setAll(none);
    let isOver = false;
    const ask = () => {
      engine.call('expect.list', undefined).then(
        (answer) => isOver || setAll(answer),
        () => {},
      );
    };
    ask();
    const stop = engine.onSignal('expect.changed', ask);
    return () => {
      isOver = true;
      stop();
    };
  }, [engine, state]);
  return all;
}
