import { useEffect, useState } from 'react';
import type { CallName, CallOutput } from '../../src-main/contract/engine-calls';
import type { ProjectState } from '../../src-main/contract/project';
import { useEngine, useEngineState } from '../engine/hooks';

/** The project that is open; null if none is, undefined until the engine was asked. */
export function useProject(): ProjectState | null | undefined {
  return useProjectCall('project.state');
}

/** The folders there were, and which is open; undefined until the engine was asked. */
export function useWorkspaces(): CallOutput<'workspace.list'> | undefined {
  return useProjectCall('workspace.list');
}

/** Asked again whenever the project, or the hub it is compared with, changed. */
function useProjectCall<N extends 'project.state' | 'workspace.list'>(name: N): CallOutput<N> | undefined {
  const engine = useEngine();
  const state = useEngineState();
  const [output, setOutput] = useState<CallOutput<N>>();
  useEffect(() => {
    if (state !== 'up') return;
    let isOver = false;
    let asked = 0;
    const ask = () => {
      asked += 1;
      const mine = asked;
      engine.call(name as CallName, undefined as never).then(
        (answer) => {
          if (!isOver && mine === asked) setOutput(answer as CallOutput<N>);
        },
        () => {},
      );
    };
    ask();
    const stop = engine.onSignal('project.changed', ask);
    return () => {
      isOver = true;
      stop();
    };
  }, [engine, state, name]);
  return output;
}
