import { useEffect, useState } from 'react';
import type { Preview, PreviewedDraft } from '../../../src-main/contract/hub';
import { useEngine, useEngineState } from '../../engine/hooks';

const askAfterMs = 150;

/** How many would receive a message now, as the engine says; null before it has, and for no channel. */
export function usePreview(draft: PreviewedDraft): Preview | null {
  const engine = useEngine();
  const state = useEngineState();
  const [answer, setAnswer] = useState<(Preview & { readonly of: string }) | null>(null);
  const of = JSON.stringify(draft);
  useEffect(() => {
    const asked = JSON.parse(of) as PreviewedDraft;
    if (state !== 'up' || asked.channel === '') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = () => {
      timer = undefined;
      engine.call('hub.preview', asked).then(
        (preview) => isOver || setAnswer({ ...preview, of }),
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
  }, [engine, state, of]);
  return answer !== null && answer.of === of ? answer : null;
}
