import { useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import { useEngine, useEngineState } from './hooks';

const askAfterMs = 150;

/** The engine's answer to what is being typed, asked again as that and the hub change; null for no question, and before. */
export function useAnswer<N extends CallName>(name: N, input: CallInput<N> | null): CallOutput<N> | null {
  const engine = useEngine();
  const state = useEngineState();
  const [answer, setAnswer] = useState<{ readonly of: string; readonly output: CallOutput<N> } | null>(null);
  const of = JSON.stringify(input);
  useEffect(() => {
    const asked = JSON.parse(of) as CallInput<N> | null;
    if (state !== 'up' || asked === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = () => {
      timer = undefined;
      engine.call(name, asked).then(
        (output) => isOver || setAnswer({ of, output }),
        // Half of what is typed may be no question; what is sent in the end says what is wrong with it.
        () => {},
      );
    };
    const askSoon = () => {
      timer ??= setTimeout(ask, askAfterMs);
    };
    askSoon();
    const stop = engine.onSignal('hub.changed', askSoon);
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [engine, state, name, of]);
  return input === null || answer?.of !== of ? null : answer.output;
}
