import { Moon, Sun, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { limits } from '../../../src-main/contract/limits';
import { formatCount } from '../../format/count';
import { formatKeys } from '../../format/keys';
import { useCommand } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { nextTheme, type ThemeChoice, useTheme } from '../../state/theme';
import { useTimeline } from '../../state/timeline';
import { Icon } from '../../ui/icon';
import { KeyCap } from '../../ui/key-cap';
import { Meter } from '../../ui/meter';
import { WithTooltip } from '../../ui/tooltip';
import { ListPlace } from './list-place';
import { QuietButton } from './quiet-button';
import { Shortcuts } from './shortcuts';
import styles from './status-bar.module.css';

const themes = {
  system: { icon: SunMoon, word: 'as the system' },
  light: { icon: Sun, word: 'light' },
  dark: { icon: Moon, word: 'dark' },
} as const satisfies Record<ThemeChoice, unknown>;

const shortcutKeys = '$mod+Shift+(Slash|\\?|/)';

/** Where the list stands, and what holds for the whole page. */
export function StatusBar() {
  const total = useTimeline(({ total }) => total);
  const { choice, choose } = useTheme();
  const say = useNotices(({ say }) => say);
  const [areShortcutsOpen, setShortcutsOpen] = useState(false);
  const toggleTheme = () => {
    const next = nextTheme(choice);
    choose(next);
    say(`Theme: ${themes[next].word}`);
  };
  useCommand('theme.toggle', 'Change the theme: system, light, dark', null, toggleTheme);
  useCommand('help.shortcuts', 'Show the shortcuts', shortcutKeys, () => setShortcutsOpen(!areShortcutsOpen));
  return (
    <footer className={styles.bar}>
      <ListPlace />
      <span className={styles.grow} />
      <span title={`Times are those of ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}>Local time</span>
      <span title={`The oldest are let go above ${formatCount(limits.retentionEntries)}`}>
        Rows <b>{formatCount(total)}</b>
        <span className={styles.wide}> of {formatCount(limits.retentionEntries)}</span>
        <Meter label="Rows kept" value={total} limit={limits.retentionEntries} />
      </span>
      <WithTooltip text={`Theme: ${themes[choice].word}`}>
        <QuietButton label="Change the theme" onPress={toggleTheme}>
          <Icon of={themes[choice].icon} size={14} />
        </QuietButton>
      </WithTooltip>
      <QuietButton onPress={() => setShortcutsOpen(true)}>
        Shortcuts
        <KeyCap keys={formatKeys(shortcutKeys)} />
      </QuietButton>
      <Shortcuts isOpen={areShortcutsOpen} onOpenChange={setShortcutsOpen} />
    </footer>
  );
}
