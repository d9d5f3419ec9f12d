import { useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../../src-main/contract/engine-calls';
import { useEngine, useEngineState } from '../../engine/hooks';

const askAfterMs = 200;

/** The engine's answer to what is in the fields, asked again as they and the hub change; null for no question. */
export function useAnswer<N extends CallName & `mercure.${string}`>(
  name: N,
  input: CallInput<N> | null,
): CallOutput<N> | null {
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
