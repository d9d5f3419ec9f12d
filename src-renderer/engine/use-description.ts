import { useEffect, useState } from 'react';
import type { EngineDescription } from '../../src-main/contract/engine-calls';
import { useEngine, useEngineState } from './hooks';

/** What the engine says of itself, asked again whenever it came back; null before the first answer. */
export function useDescription(): EngineDescription | null {
  const engine = useEngine();
  const state = useEngineState();
  const [description, setDescription] = useState<EngineDescription | null>(null);
  useEffect(() => {
    if (state !== 'up') return;
    let isOver = false;
    engine.call('engine.describe', undefined).then(
      (answer) => isOver || setDescription(answer),
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [engine, state]);
  return description;
}
