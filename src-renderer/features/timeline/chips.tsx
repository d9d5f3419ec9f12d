import { Ban, ChevronDown, OctagonX, Pin } from 'lucide-react';
import type { PressEvent } from 'react-aria-components';
import type { EntryKind } from '../../../src-main/contract/entry';
import { kindsOfFilter, namesKind, withOnlyKinds } from '../../../src-main/contract/filter-edit';
import type { KindCounts } from '../../../src-main/contract/kind-counts';
import { formatShortCount } from '../../format/count';
import { formatInstant } from '../../format/instant';
import { wordsOf } from '../../languages/words';
import { usePins } from '../../state/pins';
import { useSelection } from '../../state/selection';
import { useTimeline } from '../../state/timeline';
import { useWidth } from '../../state/use-width';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Icon } from '../../ui/icon';
import { kindWord } from '../../ui/kind-words';
import { MenuItem, WithMenu } from '../../ui/menu';
import styles from './chips.module.css';
import { MarkerButton } from './marker-button';
import { shortEvent } from './row-text';
import { ViewMenu } from './view-menu';

const t = wordsOf('timeline');

const traffic: readonly EntryKind[] = ['publish', 'deliver', 'client', 'subscribe'];
const wordOf = (kind: EntryKind) => kindWord({ kind, action: 'none' });

function setKinds(kinds: readonly string[]): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnlyKinds(filter, kinds));
}

/** A click narrows to one kind, a second one shows all again; with Ctrl it adds and takes away. */
function press(kind: EntryKind, chosen: readonly string[], { ctrlKey, metaKey, shiftKey }: PressEvent): void {
  const others = chosen.filter((one) => one !== kind);
  if (ctrlKey || metaKey || shiftKey) setKinds(others.length < chosen.length ? others : [...chosen, kind]);
  else setKinds(chosen.length === 1 && others.length === 0 ? [] : [kind]);
}

/** What the list shows by kind; how many refusals and errors there are is in sight whatever it shows. */
export function Chips({ counts }: { counts: KindCounts }) {
  const filter = useTimeline(({ filter }) => filter);
  const isSmall = useWidth() === 'small';
  const chosen = kindsOfFilter(filter);
  const trouble = [
    { kind: 'refused', name: t('refused'), icon: Ban, count: counts.refused },
    { kind: 'error', name: t('errors'), icon: OctagonX, count: counts.error },
  ] as const;
  return (
    <fieldset className={styles.chips} aria-label={t('kinds')}>
      {isSmall ? <KindMenu chosen={chosen} /> : <KindChips chosen={chosen} />}
      {trouble.map(({ kind, name, icon, count }) => (
        <Chip
          key={kind}
          tone={count > 0 ? kind : 'plain'}
          isSelected={chosen.includes(kind)}
          onPress={(event) => press(kind, chosen, event)}
        >
          <Icon of={icon} size={14} />
          {name} <b>{formatShortCount(count)}</b>
        </Chip>
      ))}
      {!isSmall && <PingChip count={counts.ping} />}
      <span className={styles.tools}>
        <PinnedMenu />
        <MarkerButton />
        <ViewMenu />
      </span>
    </fieldset>
  );
}

/** What is pinned, to go back to. */
function PinnedMenu() {
  const pins = usePins(({ rows }) => rows);
  if (pins.length === 0) return null;
  return (
    <WithMenu
      label={t('pinnedRows')}
      trigger={
        <Button size="small" icon={Pin} aria-label={t('pinnedCount', { pins: pins.length })}>
          {String(pins.length)}
        </Button>
      }
    >
      {pins.map((row) => (
        <MenuItem key={row.seq} value={formatInstant(row.atMs)} onAction={() => useSelection.getState().select(row)}>
          {row.event === '' ? kindWord(row) : shortEvent(row.event)}
        </MenuItem>
      ))}
    </WithMenu>
  );
}

function KindChips({ chosen }: { chosen: readonly string[] }) {
  return (
    <>
      <Chip isSelected={chosen.length === 0} onPress={() => setKinds([])}>
        {t('all')}
      </Chip>
      {traffic.map((kind) => (
        <Chip key={kind} isSelected={chosen.includes(kind)} onPress={(event) => press(kind, chosen, event)}>
          {wordOf(kind)}
        </Chip>
      ))}
    </>
  );
}

function KindMenu({ chosen }: { chosen: readonly string[] }) {
  const [only] = chosen;
  const known = traffic.find((kind) => kind === only);
  return (
    <WithMenu
      label={t('kinds')}
      trigger={
        <Button size="small">
          {only === undefined
            ? t('allKinds')
            : chosen.length > 1 || !known
              ? t('someKinds', { count: chosen.length })
              : wordOf(known)}
          <Icon of={ChevronDown} size={14} />
        </Button>
      }
    >
      <MenuItem onAction={() => setKinds([])}>{t('allKinds')}</MenuItem>
      {[...traffic, 'ping' as const].map((kind) => (
        <MenuItem key={kind} onAction={() => setKinds([kind])}>
          {wordOf(kind)}
        </MenuItem>
      ))}
    </WithMenu>
  );
}

/** Heartbeats and protocol chatter: left out at first, and not forgotten. */
function PingChip({ count }: { count: number }) {
  const { filter, arePingsShown, showPings, setFilter } = useTimeline();
  const isNamed = namesKind(filter, 'ping');
  const isShown = isNamed ? kindsOfFilter(filter).includes('ping') : arePingsShown;
  if (count === 0 && !isShown) return null;
  const words = count === 1 ? t('ping') : t('pings');
  return (
    <Chip
      isSelected={isShown}
      onPress={() => {
        // What the text says of them goes; the switch then says the opposite.
        if (isNamed) setFilter(withOnlyKinds(withOnlyKinds(filter, ['ping']), []));
        showPings(!isShown);
      }}
    >
      {isShown ? '' : '+'}
      {formatShortCount(count)} {words}
    </Chip>
  );
}
