import { ArrowDown, ArrowUp, PanelLeft, Pause } from 'lucide-react';
import { Button as PlainButton } from 'react-aria-components';
import { channelsOfFilter } from '../../../src-main/contract/filter-edit';
import type { Problem } from '../../../src-main/contract/problem';
import { Rich } from '../../languages/rich';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { runCommand } from '../../state/commands';
import { useLayout } from '../../state/layout';
import { useListPlace } from '../../state/list-place';
import { useTimeline } from '../../state/timeline';
import { useWidth } from '../../state/use-width';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Chips } from './chips';
import { Empty } from './empty';
import { FilterField } from './filter/filter-field';
import { List } from './list';
import { PageLoadsBar } from './page-loads-bar';
import { SavedFilters } from './saved-filters-button';
import { useTableLook } from './table-look';
import styles from './timeline.module.css';
import { useKindCounts } from './use-kind-counts';
import { useSpokenNews } from './use-spoken-news';
import { useTimelineCommands } from './use-timeline-commands';
import { useListPiece, useTimelineList } from './use-timeline-list';

const t = wordsOf('timeline');
const none: readonly Problem[] = [];

/** Every entry that fits the filter, newest last or first. Made anew in another language. */
export function Timeline() {
  return <InLanguage key={useScreenTag()} />;
}

function InLanguage() {
  const list = useTimelineList();
  const counts = useKindCounts();
  useTimelineCommands(list);
  useSpokenNews(counts);
  const isComplete = useListPiece(list, ({ isComplete }) => isComplete);
  const isEmpty = useListPiece(list, ({ windows, length }) => windows !== null && length === 0);
  const notes = useListPiece(list, ({ windows }) => windows?.view.problems);
  return (
    <section className={styles.timeline} aria-label={t('title')}>
      <div className={styles.bars}>
        <div className={styles.filter}>
          <ChannelsButton />
          <FilterField notes={notes ?? none} isComplete={isComplete} />
          <SavedFilters />
        </div>
        <Chips counts={counts} />
      </div>
      <PageLoadsBar />
      <div className={styles.rows}>
        <List list={list} />
        {isEmpty && isComplete && <Empty />}
        <Pill />
      </div>
      <PausedLine />
    </section>
  );
}

/** Where there is no pane of channels: which are shown, and the way to the others. */
function ChannelsButton() {
  const width = useWidth();
  const isPaneOpen = useLayout(({ isPaneOpen }) => isPaneOpen);
  const filter = useTimeline(({ filter }) => filter);
  if (width === 'wide' && isPaneOpen) return null;
  const channels = channelsOfFilter(filter);
  const [only] = channels;
  const name =
    only === undefined
      ? t('channels.all')
      : channels.length === 1
        ? only
        : t('channels.some', { count: channels.length });
  const open = () => runCommand('channels.toggle');
  if (width !== 'narrow')
    return <IconButton icon={PanelLeft} size="medium" label={t('channels.button', { name })} onPress={open} />;
  return (
    <Button look="line" icon={PanelLeft} aria-label={t('channels.button', { name })} onPress={open}>
      <span className={styles.channels}>{name}</span>
    </Button>
  );
}

function Pill() {
  const { isFollowing, isPaused, setFollowing } = useTimeline();
  const waiting = useListPlace(({ waiting }) => waiting);
  const [{ newestFirst }] = useTableLook();
  if (isFollowing || isPaused || waiting === 0) return null;
  return (
    <PlainButton
      className={styles.pill ?? ''}
      data-top={newestFirst || undefined}
      aria-label={t('newFollow', { waiting })}
      onPress={() => setFollowing(true)}
    >
      <Icon of={newestFirst ? ArrowUp : ArrowDown} size={14} />
      {t('new', { waiting })}
    </PlainButton>
  );
}

function PausedLine() {
  const { isPaused, setPaused } = useTimeline();
  const waiting = useListPlace(({ waiting }) => waiting);
  if (!isPaused) return null;
  return (
    <div className={styles.paused}>
      <Icon of={Pause} />
      <span>
        <Rich text={t.template('paused')} values={{ waiting }} />
      </span>
      <Button look="line" size="small" onPress={() => setPaused(false)}>
        {t('resume')}
      </Button>
    </div>
  );
}
