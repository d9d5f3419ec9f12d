import { Activity, ChartLine, KeyRound, type LucideIcon, Monitor, Settings2 } from 'lucide-react';
import { useHost } from '../../host/use-host';
import { useWords } from '../../languages/use-words';
import { useCommand, useKeyCap } from '../../state/commands';
import { showView, useViews, type ViewName } from '../../state/views';
import { Icon } from '../../ui/icon';
import styles from './rail.module.css';

/** First steps and the project are shown by their own ways. */
type RailView = Exclude<ViewName, 'welcome' | 'project'>;

/** In the order of the rail. */
const drawings: Readonly<Record<RailView, LucideIcon>> = {
  live: Activity,
  clients: Monitor,
  statistics: ChartLine,
  mercure: KeyRound,
  settings: Settings2,
};
const order = Object.keys(drawings) as RailView[];
/** Its number in the keys: one that came later has a later one. */
const digits: Readonly<Record<RailView, number>> = { live: 1, clients: 2, statistics: 3, settings: 4, mercure: 5 };

/** In a browser tab Ctrl and a number belong to the browser. */
function keysOf(view: RailView, hasWindow: boolean): string {
  const numbered = `Digit${digits[view]}`;
  if (view === 'settings') return hasWindow ? `$mod+(Comma|${numbered})` : '$mod+Comma';
  return `${hasWindow ? '$mod' : 'Alt'}+${numbered}`;
}

/** The views there are, Settings at the foot. */
export function Rail({ views }: { views: ReadonlySet<ViewName> }) {
  const t = useWords('rail');
  const shown = order.filter((view) => views.has(view));
  return (
    <nav className={styles.rail} aria-label={t('views')}>
      {shown.map((view) => (
        <RailLink key={view} view={view} />
      ))}
    </nav>
  );
}

function RailLink({ view }: { view: RailView }) {
  const t = useWords('rail');
  const current = useViews(({ view }) => view);
  const keys = keysOf(view, useHost().capabilities.nativeWindow);
  const word = t(view);
  useCommand(`view.show.${view}`, t('show', { view: word }), keys, () => showView(view));
  const keyCap = useKeyCap(`view.show.${view}`);
  return (
    <a
      href={`#${view}`}
      aria-current={view === current ? 'page' : undefined}
      title={keyCap === undefined ? word : `${word} (${keyCap})`}
      className={view === 'settings' ? styles.foot : undefined}
      onClick={(event) => {
        event.preventDefault();
        showView(view);
      }}
    >
      <Icon of={drawings[view]} size={20} />
      <span>{word}</span>
    </a>
  );
}
