import type { EngineClient } from '../engine/engine-client';
import { useLayout } from '../state/layout';

/** How the page is arranged belongs to the workspace that is open, too; one that was never arranged begins as the one before. */
export function followWorkspace(engine: EngineClient): void {
  const usual = useLayout.persist.getOptions().name ?? '';
  let shown = '';
  const ask = () => {
    engine.call('workspace.list', undefined).then(
      ({ current }) => {
        if (current === shown) return;
        shown = current;
        useLayout.persist.setOptions({ name: current === '' ? usual : `${usual} ${current}` });
        void useLayout.persist.rehydrate();
      },
      () => {},
    );
  };
  engine.onSignal('project.changed', ask);
  engine.onState(() => {
    if (engine.state === 'up') ask();
  });
}
