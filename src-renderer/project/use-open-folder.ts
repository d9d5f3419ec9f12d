import { useCallback } from 'react';
import { useEngine } from '../engine/hooks';
import { useHost } from '../host/use-host';
import { wordsOf } from '../languages/words';
import { useNotices } from '../state/notices';
import { showView } from '../state/views';

/** Opens the workspace of a folder ('' for that of none) and shows it; what is in the way is said. False if it was refused. */
export function useOpenFolder(): (dir: string) => Promise<boolean> {
  const engine = useEngine();
  return useCallback(
    async (dir) => {
      const { fail, say } = useNotices.getState();
      const t = wordsOf('project');
      try {
        const project = await engine.call('project.open', { dir });
        say(project === null ? t('closed') : t('opened', { name: project.name }));
        if (project !== null) showView('project');
        return true;
      } catch (error) {
        fail(error);
        return false;
      }
    },
    [engine],
  );
}

/** Lets a person choose a folder in the system's dialog where there is one; elsewhere the view with its field is shown. */
export function useChooseFolder(): () => Promise<void> {
  const open = useOpenFolder();
  const host = useHost();
  return useCallback(async () => {
    if (host.chooseFolder === undefined) return showView('project');
    const dir = await host.chooseFolder(wordsOf('project')('choose'));
    if (dir !== null) await open(dir);
  }, [host, open]);
}
