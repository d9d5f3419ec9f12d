import type { EngineClient } from './engine-client';

/** Tells the engine whether the page is seen: it sends nothing to a hidden one, and where things stand when it is back. */
export function tellVisibility(engine: EngineClient): void {
  const tell = () => {
    if (engine.state === 'up') engine.call('port.visibility', { isVisible: !document.hidden }).catch(() => {});
  };
  document.addEventListener('visibilitychange', tell);
  engine.onState(tell);
}
