import { type ComponentType, useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { Clients } from './features/clients/clients-view';
import { Composer } from './features/composer/composer';
import { Expect } from './features/expect/expect';
import { Notices } from './features/notices/notices';
import { Rail } from './features/rail/rail';
import { Settings } from './features/settings/settings';
import { StatusBar } from './features/status/status-bar';
import { Toolbar } from './features/toolbar/toolbar';
import { useWords } from './languages/use-words';
import styles from './layout.module.css';
import { Live } from './live';
import { CommandsOnOffer, useCommandStore } from './state/commands';
import { regionRef } from './state/regions';
import { useViews, type ViewName } from './state/views';

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

/** The views there are, beside Live; the rail shows no others. */
type OtherView = Exclude<ViewName, 'live'>;
const views: Partial<Record<OtherView, ComponentType>> = {
  clients: Clients,
  settings: Settings,
};
const viewNames: ReadonlySet<ViewName> = new Set(['live', ...(Object.keys(views) as ViewName[])]);

const region = regionRef('view');

/** Live stays behind the others, so that it is as it was left; the others come and go. */
function View() {
  const t = useWords('rail');
  const wanted = useViews(({ view }) => view);
  const view = viewNames.has(wanted) ? wanted : 'live';
  const Other = view === 'live' ? undefined : views[view];
  return (
    <main className={styles.view}>
      <CommandsOnOffer value={Other === undefined}>
        <div className={styles.kept} hidden={Other !== undefined}>
          <Live />
        </div>
      </CommandsOnOffer>
      {Other !== undefined && (
        <section className={styles.kept} aria-label={t(view)} tabIndex={-1} ref={region} key={view}>
          <Other />
        </section>
      )}
    </main>
  );
}

export function App() {
  useCommandKeys();
  return (
    <div className={styles.app}>
      <Toolbar />
      <Rail views={viewNames} />
      <View />
      <div>
        <Expect />
        <Notices />
      </div>
      <Composer />
      <StatusBar />
    </div>
  );
}
