import { useCallback } from 'react';
import { settingAt } from '../../src-main/contract/settings';
import { useNotices } from '../state/notices';
import { useSettings } from '../state/settings';
import type { EngineClient } from './engine-client';
import { useEngine } from './hooks';

/** Keeps the page's settings as the engine has them. */
export function followSettings(engine: EngineClient): void {
  const { take } = useSettings.getState();
  engine.onSignal('settings.changed', take);
  engine.onState(() => {
    // One that is not there is asked when it is back.
    if (engine.state === 'up') engine.call('settings.read', undefined).then(take, () => {});
  });
}

/** What was done, in words, for the undo line. Without it the change cannot be taken back. */
export type ChangeSetting = (path: string, value: unknown, done?: string) => Promise<boolean>;

/** Sets a setting, or with undefined resets it; offers to take it back. False if it was refused, which is then said. */
export function useChangeSetting(): ChangeSetting {
  const engine = useEngine();
  return useCallback(
    async (path, value, done) => {
      const before = settingAt(useSettings.getState().settings, path);
      const send = async (next: unknown) => {
        const state = await (next === undefined
          ? engine.call('settings.reset', { path })
          : engine.call('settings.change', { path, value: next }));
        useSettings.getState().take(state);
      };
      const { fail, offerUndo, say } = useNotices.getState();
      try {
        await send(value);
      } catch (error) {
        fail(error);
        return false;
      }
      if (done !== undefined) {
        say(done);
        offerUndo({ text: done, undo: () => void send(before).catch(fail) });
      }
      return true;
    },
    [engine],
  );
}
