import { Moon, Sun, SunMoon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { changedSettings, clocks, type Settings } from '../../../src-main/contract/settings';
import { useHubCall } from '../../engine/hooks';
import { useChangeSetting } from '../../engine/use-settings';
import { formatBytes } from '../../format/bytes';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { useCommand, useKeyCap } from '../../state/commands';
import { useListPlace } from '../../state/list-place';
import { useSettings } from '../../state/settings';
import { takeStatusSlot } from '../../state/status-slot';
import { useViews } from '../../state/views';
import { Icon } from '../../ui/icon';
import { KeyCap } from '../../ui/key-cap';
import { Meter } from '../../ui/meter';
import { WithTooltip } from '../../ui/tooltip';
import { Confirmed } from './confirmed';
import { InspectorAway } from './inspector-away';
import { ListPlace } from './list-place';
import { NetworkOpen } from './network-open';
import { QuietButton } from './quiet-button';
import { Shortcuts } from './shortcuts';
import styles from './status-bar.module.css';

type Theme = Settings['appearance']['theme'];
const themes = {
  system: SunMoon,
  light: Sun,
  dark: Moon,
} as const satisfies Record<Theme, unknown>;

/** It rises and falls by itself: no need to follow it closer. */
const memoryMs = 5_000;
const countMs = 2_000;
const shortcutKeys = '$mod+Shift+(Slash|\\?|/)';

/** Where the list stands, and what holds for the whole page. */
export function StatusBar() {
  const t = useWords('status');
  const view = useViews(({ view }) => view);
  const choice = useSettings(({ settings }) => settings.appearance.theme);
  const change = useChangeSetting();
  const [areShortcutsOpen, setShortcutsOpen] = useState(false);
  const toggleTheme = () => {
    const order = Object.keys(themes) as Theme[];
    const next = order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
    void change('appearance.theme', next, t(`theme.${next}`));
  };
  useCommand('theme.toggle', t('toggleTheme'), null, toggleTheme);
  useCommand('help.shortcuts', t('showShortcuts'), shortcutKeys, () => setShortcutsOpen(!areShortcutsOpen));
  const shortcutKeyCap = useKeyCap('help.shortcuts');
  return (
    <footer className={styles.bar}>
      {view === 'live' && <ListPlace />}
      {view === 'settings' && <Changed />}
      <span className={styles.slot} ref={takeStatusSlot} />
      <Confirmed />
      <span className={styles.grow} />
      <InspectorAway />
      <NetworkOpen />
      <ClockButton />
      {view !== 'live' && <CountMeanwhile />}
      <Kept />
      <Memory />
      <WithTooltip text={t(`theme.${choice}`)}>
        <QuietButton label={t('changeTheme')} onPress={toggleTheme}>
          <Icon of={themes[choice]} size={14} />
        </QuietButton>
      </WithTooltip>
      <QuietButton onPress={() => setShortcutsOpen(true)}>
        {t('shortcuts')}
        {shortcutKeyCap !== undefined && <KeyCap keys={shortcutKeyCap} />}
      </QuietButton>
      <Shortcuts isOpen={areShortcutsOpen} onOpenChange={setShortcutsOpen} />
    </footer>
  );
}

/** Which time of day is shown; the next one by a press. */
function ClockButton() {
  const t = useWords('status');
  const clock = useSettings(({ settings }) => settings.appearance.clock);
  const change = useChangeSetting();
  const turn = () => {
    const next = clocks[(clocks.indexOf(clock) + 1) % clocks.length] ?? 'local';
    void change('appearance.clock', next, t(`clock.${next}`));
  };
  useCommand('view.clock', t('toggleClock'), null, turn);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <WithTooltip text={clock === 'local' ? t('zone', { zone: timeZone }) : t(`clockSays.${clock}`)}>
      <QuietButton onPress={turn}>{t(`clock.${clock}`)}</QuietButton>
    </WithTooltip>
  );
}

/** The list counts what is kept while it is on the screen; behind another view it rests. */
function CountMeanwhile() {
  const entries = useHubCall('capture.use', countMs)?.entries;
  useEffect(() => {
    if (entries !== undefined) useListPlace.setState({ total: entries });
  }, [entries]);
  return null;
}

/** How many rows there are, of how many that are kept. */
function Kept() {
  const t = useWords('status');
  const total = useListPlace(({ total }) => total);
  const limit = useSettings(({ settings }) => settings.retention.entries);
  return (
    <span title={t('limit', { limit })}>
      <Rich text={t.template('rows')} values={{ total }} />
      <span className={styles.wide}>{t('ofRows', { limit })}</span>
      <Meter label={t('rowsKept')} value={total} limit={limit} />
    </span>
  );
}

/** What the hub and its capture take. */
function Memory() {
  const t = useWords('status');
  const bytes = useHubCall('hub.state', memoryMs)?.memoryBytes;
  if (bytes === undefined) return null;
  return (
    <span title={t('memorySays')}>
      <Rich text={t.template('memory')} values={{ size: formatBytes(bytes) }} />
    </span>
  );
}

/** How many settings a person has changed. */
function Changed() {
  const t = useWords('status');
  const count = useSettings(({ settings, fixed }) => {
    const paths = changedSettings(settings);
    return paths.filter((path) => !fixed.some((one) => one.path === path)).length;
  });
  return (
    <span>
      {count === 0 ? t('settingsUsual') : <Rich text={t.template('settingsDiffer', count)} values={{ count }} />}
    </span>
  );
}
