import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { CallOutput } from '../../src-main/contract/engine-calls';
import type { Seq } from '../../src-main/contract/ids';
import type { Problem } from '../../src-main/contract/problem';
import type { ViewState } from '../../src-main/contract/view';
import type { EngineClient, EngineState } from './engine-client';
import { type HubCall, questionTo } from './hub-question';

export const EngineContext = createContext<EngineClient | null>(null);

export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error('EngineContext is missing');
  return engine;
}

export function useEngineState(): EngineState {
  const engine = useEngine();
  return useSyncExternalStore(
    (listener) => engine.onState(listener),
    () => engine.state,
  );
}

/**
 * The answer to a call without input, asked again every `refreshMs` and whenever the hub changed; null before the first.
 * See HubQuestion.
 */
export function useHubCall<N extends HubCall>(name: N, refreshMs: number): CallOutput<N> | null {
  const question = questionTo(useEngine(), name);
  const subscribe = useCallback(
    (listener: () => void) => question.subscribe(listener, refreshMs),
    [question, refreshMs],
  );
  return useSyncExternalStore(subscribe, () => question.answer);
}

type EntryCall = 'entry.body' | 'entry.explain' | 'entry.receipt' | 'entry.links' | 'entry.related' | 'entry.twins';

/** What the engine says about one entry: undefined before the answer and for no entry, null for one that is not kept any more. */
export function useEntryAnswer<N extends EntryCall>(name: N, seq: Seq | null): CallOutput<N> | undefined {
  const engine = useEngine();
  const state = useEngineState();
  const [answer, setAnswer] = useState<{ seq: Seq; output: CallOutput<N> } | null>(null);
  useEffect(() => {
    if (seq === null || state !== 'up') return;
    const controller = new AbortController();
    engine.call(name as 'entry.body', { seq }, controller.signal).then(
      (output) => {
        if (!controller.signal.aborted) setAnswer({ seq, output: output as CallOutput<N> });
      },
      () => {},
    );
    return () => controller.abort();
  }, [engine, state, name, seq]);
  return answer !== null && answer.seq === seq ? answer.output : undefined;
}

/** The same, where it does not matter why there is none. */
export function useEntryCall<N extends EntryCall>(name: N, seq: Seq | null): CallOutput<N> | null {
  return useEntryAnswer(name, seq) ?? null;
}

/** A view over the capture for as long as the component lives, opened again with a new filter or a new engine. */
export function useView(filter: string, after: number): { view: ViewState | null; problems: readonly Problem[] } {
  const engine = useEngine();
  const state = useEngineState();
  const [view, setView] = useState<ViewState | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  useEffect(() => {
    if (state !== 'up') return;
    let viewId: number | null = null;
    let isOver = false;
    const close = () => {
      if (viewId !== null) engine.call('view.close', { viewId }).catch(() => {});
    };
    engine.call('view.open', { filter, after }).then(
      (opened) => {
        viewId = opened.viewId;
        if (isOver) return close();
        setView(opened);
        setProblems(opened.problems);
      },
      () => {},
    );
    const stop = engine.onSignal('view.changed', (changed) => {
      if (changed.viewId === viewId) setView(changed);
    });
    return () => {
      isOver = true;
      stop();
      close();
    };
  }, [engine, state, filter, after]);
  return { view, problems };
}
