import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { Composer } from './features/composer/composer';
import { Notices } from './features/notices/notices';
import { Rail } from './features/rail/rail';
import { StatusBar } from './features/status/status-bar';
import { Toolbar } from './features/toolbar/toolbar';
import styles from './layout.module.css';
import { Live } from './live';
import { useCommandStore } from './state/commands';

/** Binds the keys of the commands that are on offer now. */
function useCommandKeys(): void {
  const commands = useCommandStore(({ commands }) => commands);
  useEffect(() => {
    const bindings = [...commands.values()].flatMap(({ keys, run }) =>
      keys === null
        ? []
        : [
            [
              keys,
              (event: KeyboardEvent) => {
                event.preventDefault();
                run();
              },
            ] as const,
          ],
    );
    return tinykeys(window, Object.fromEntries(bindings));
  }, [commands]);
}

export function App() {
  useCommandKeys();
  return (
    <div className={styles.app}>
      <Toolbar />
      <Rail />
      <main className={styles.view}>
        <Live />
      </main>
      <Notices />
      <Composer />
      <StatusBar />
    </div>
  );
}
