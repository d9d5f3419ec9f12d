import { type ComponentType, lazy, Suspense, useDeferredValue, useEffect } from 'react';
import { useShownClock } from './engine/use-shown-clock';
import { Clients, ClientsCommands } from './features/clients/clients-view';
import { Composer } from './features/composer/composer';
import { Connections } from './features/connections/connections';
import { ProductionSign } from './features/connections/production-frame';
import { Expect } from './features/expect/expect';
import { Notices } from './features/notices/notices';
import { Palette } from './features/palette/palette';
import { DropFolder } from './features/project/drop-folder';
import { Project } from './features/project/project';
import { Rail } from './features/rail/rail';
import { Settings, SettingsCommands } from './features/settings/settings';
import { StatusBar } from './features/status/status-bar';
import { Toolbar } from './features/toolbar/toolbar';
import { useWelcomeAtFirst } from './features/welcome/use-welcome-at-first';
import { Welcome } from './features/welcome/welcome';
import { useWords } from './languages/use-words';
import styles from './layout.module.css';
import { Live } from './live';
import { useNativeMenu } from './native-menu';
import { CommandScope, useCommand } from './state/commands';
import { useMiniWindow } from './state/mini-window';
import { regionRef } from './state/regions';
import { useCommandKeys } from './state/use-command-keys';
import { showView, takeFocus, useViews, type ViewName } from './state/views';

/** The views there are, beside Live; the rail shows no others. */
type OtherView = Exclude<ViewName, 'live'>;
/** The charts are large, and not needed at the start. */
const Statistics = lazy(() => import('./features/statistics/statistics'));
const Mercure = lazy(() => import('./features/mercure/mercure'));
const views: Partial<Record<OtherView, ComponentType>> = {
  clients: Clients,
  statistics: Statistics,
  mercure: Mercure,
  settings: Settings,
  welcome: Welcome,
  project: Project,
};
const viewNames: ReadonlySet<ViewName> = new Set(['live', ...(Object.keys(views) as ViewName[])]);

const region = regionRef('view');
const scopes = Object.fromEntries([...viewNames].map((view) => [view, { view, isShown: true }]));
const scopesBehind = Object.fromEntries([...viewNames].map((view) => [view, { view, isShown: false }]));
/** Of the views that come and go: what the keyboard can do there is known all the same. */
const commandsOf = { clients: ClientsCommands, settings: SettingsCommands } as const;

function scopeOf(view: ViewName, shown: ViewName): { readonly view: string; readonly isShown: boolean } {
  return (view === shown ? scopes : scopesBehind)[view] ?? { view, isShown: view === shown };
}

/**
 * Live stays behind the others, so that it is as it was left; the others come and go. A view is made in slices, so that what
 * comes meanwhile does not have to wait for the whole of it.
 */
function View() {
  const t = useWords('rail');
  const { view: wanted, turn } = useDeferredValue(useViews());
  const view = viewNames.has(wanted) ? wanted : 'live';
  useEffect(() => {
    if (turn > 0) takeFocus(view);
  }, [view, turn]);
  const Other = view === 'live' ? undefined : views[view];
  return (
    <main className={styles.view}>
      <CommandScope value={scopeOf('live', view)}>
        <div className={styles.kept} hidden={Other !== undefined}>
          <Live />
        </div>
      </CommandScope>
      {Other !== undefined && (
        <section className={styles.kept} aria-label={t(view)} tabIndex={-1} ref={region} key={view}>
          <CommandScope value={scopeOf(view, view)}>
            <Suspense>
              <Other />
            </Suspense>
          </CommandScope>
        </section>
      )}
      {(Object.keys(commandsOf) as (keyof typeof commandsOf)[]).map((of) => {
        const Commands = commandsOf[of];
        return (
          <CommandScope key={of} value={scopeOf(of, view)}>
            <Commands />
          </CommandScope>
        );
      })}
    </main>
  );
}

/** Only where there is such a window. */
function MiniCommand({ open }: { open: () => void }) {
  useCommand('view.mini', useWords('mini')('open'), null, open);
  return null;
}

/**
 * What the page does beside what it shows. Apart from it: this follows what changes all the time, and whatever it stood in
 * would be drawn anew each time.
 */
function Behind() {
  const t = useWords('rail');
  useCommandKeys();
  useWelcomeAtFirst();
  useNativeMenu();
  useCommand('project.show', t('show', { view: t('project') }), null, () => showView('project'));
  useCommand('help.welcome', t('welcome'), null, () => showView('welcome'));
  return null;
}

export function App() {
  const openMini = useMiniWindow(({ open }) => open);
  // Times are written anew by whatever is drawn: all of it, when they are to be told otherwise.
  useShownClock();
  return (
    <div className={styles.app}>
      <Behind />
      <Toolbar>
        <ProductionSign />
      </Toolbar>
      <Rail views={viewNames} />
      <View />
      <div>
        <Expect />
        <Notices />
      </div>
      <Composer />
      <StatusBar />
      <Palette />
      <DropFolder />
      <Connections />
      {openMini !== null && <MiniCommand open={openMini} />}
    </div>
  );
}
