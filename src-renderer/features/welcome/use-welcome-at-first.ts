import { useEffect, useRef } from 'react';
import { useEngine, useEngineState } from '../../engine/hooks';
import { useViews } from '../../state/views';

/** Opens on the first steps while nothing was ever recorded, once a life of the page and without taking the focus. */
export function useWelcomeAtFirst(): void {
  const engine = useEngine();
  const state = useEngineState();
  const isAsked = useRef(false);
  useEffect(() => {
    if (state !== 'up' || isAsked.current) return;
    isAsked.current = true;
    Promise.all([engine.call('settings.read', undefined), engine.call('capture.use', undefined)]).then(
      ([{ settings }, { entries }]) => {
        if (settings.general.welcome && entries === 0) useViews.setState({ view: 'welcome' });
      },
      () => {},
    );
  }, [engine, state]);
}
