import { useEffect, useState } from 'react';
import { useEngine, useEngineState } from '../../engine/hooks';

const askAfterMs = 150;

export interface Preview {
  readonly matched: number;
  readonly excluded: number;
}

interface Asked {
  readonly app: string;
  readonly channel: string;
  readonly excludeSocketId: string;
}

/** How many would receive a message now, as the engine says; null before it has, and for no channel. */
export function usePreview({ app, channel, excludeSocketId }: Asked): Preview | null {
  const engine = useEngine();
  const state = useEngineState();
  const [answer, setAnswer] = useState<(Preview & { readonly of: string }) | null>(null);
  const of = JSON.stringify([app, channel, excludeSocketId]);
  useEffect(() => {
    if (state !== 'up' || channel === '' || app === '') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = () => {
      timer = undefined;
      engine.call('hub.preview', { app, channel, excludeSocketId }).then(
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
  }, [engine, state, app, channel, excludeSocketId, of]);
  return answer !== null && answer.of === of ? answer : null;
}
