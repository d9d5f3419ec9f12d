import { useEffect, useState } from 'react';
import type { EntryBody, Row } from '../../../src-main/contract/entry';
import type { Explanation } from '../../../src-main/contract/message';
import { useEngine, useEngineState } from '../../engine/hooks';

/** What the inspector shows, all of one entry. */
export interface ShownEntry {
  readonly row: Row;
  readonly content: EntryContent | 'loading' | 'gone';
}

export interface EntryContent {
  readonly body: EntryBody;
  readonly explanation: Explanation;
}

/** Answers come in a few ms. So long the entry before stays, so that walking along the list does not flicker. */
const patienceMs = 150;
const nothing: Explanation = { payload: '', encodedPaths: [], sections: [] };

/** The selected entry in full, as soon as the engine has said what is in it. */
export function useEntry(row: Row): ShownEntry {
  const engine = useEngine();
  const state = useEngineState();
  const [shown, setShown] = useState<ShownEntry>({ row, content: 'loading' });
  const { seq } = row;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry is its number; a row may be handed over again
  useEffect(() => {
    if (state !== 'up') return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      setShown((before) => (before.row.seq === seq ? before : { row, content: 'loading' }));
    }, patienceMs);
    const show = (content: ShownEntry['content']) => {
      clearTimeout(timer);
      if (!signal.aborted) setShown({ row, content });
    };
    Promise.all([engine.call('entry.body', { seq }, signal), engine.call('entry.explain', { seq }, signal)]).then(
      ([body, explanation]) => show(body === null ? 'gone' : { body, explanation: explanation ?? nothing }),
      () => {},
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, state, seq]);
  return shown;
}
