import { ChevronRight, Pin, RotateCw, Unplug } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { formatBytes, formatExactBytes } from '../../format/bytes';
import { formatShortCount } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { formatClock, formatIsoInstant, formatMilliseconds } from '../../format/instant';
import { agentSaid } from '../../languages/agent';
import { said } from '../../languages/said';
import { wordsOf } from '../../languages/words';
import { useTimeline } from '../../state/timeline';
import { IconButton } from '../../ui/button';
import { ChannelName } from '../../ui/channel-name';
import { Icon } from '../../ui/icon';
import { KindIcon } from '../../ui/kind-icon';
import { kindWord } from '../../ui/kind-words';
import { Marked } from '../../ui/marked';
import { Badge } from '../../ui/tag';
import { LimitBadge } from './limit-badge';
import { mayBeNear } from './limit-share';
import styles from './row.module.css';
import { isReturn, returnWords, rowText } from './row-text';
import type { Place } from './table-look';

const t = wordsOf('timeline');

export interface RowLineProps {
  readonly row: Row;
  /** Place in the grid, from 1, the head among them. */
  readonly index: number;
  /** Time of the row drawn above, null if there is none. */
  readonly aboveAtMs: number | null;
  /** Time of the row that came before, null if there is none. */
  readonly beforeAtMs: number | null;
  /** Shown as the line a page load begins with. */
  readonly isLoad: boolean;
  readonly isSelected: boolean;
  /** Of the same publish as the selected one. */
  readonly isRelated: boolean;
  readonly isCursor: boolean;
  readonly isPinned: boolean;
  /** Words that were searched for. */
  readonly found: readonly string[];
  /** Largest data its protocol allows, null if there is no limit. */
  readonly limitBytes: number | null;
  /** What stands at the end in place of size and flags while the pointer is over the row. */
  readonly actions: ReactNode;
  /** Where it was seen, in words; null while there is only the hub. */
  readonly source: string | null;
  readonly order: readonly Place[];
}

/** True if a row is of an entry, or of a run that holds it. */
export function covers({ seq, folded }: Row, wanted: number | undefined): boolean {
  return wanted === seq || (wanted !== undefined && folded !== undefined && folded.first <= wanted && wanted < seq);
}

export const rowId = (seq: number) => `timeline-row-${seq}`;

function Time({ row, aboveAtMs }: { row: Row; aboveAtMs: number | null }) {
  const clock = formatClock(row.atMs);
  const isRepeated = aboveAtMs !== null && formatClock(aboveAtMs) === clock;
  return (
    <span role="gridcell" data-column="time" className={styles.time} title={formatIsoInstant(row.atMs)}>
      {isRepeated ? <i>{clock}</i> : <b>{clock}</b>}.{formatMilliseconds(row.atMs)}
    </span>
  );
}

function Event({ row, found }: { row: Row; found: readonly string[] }) {
  const { name, fullName, reach, isUnheard, words } = rowText(row);
  const rest = reach !== '' && words !== '' ? ` · ${words}` : words;
  return (
    <span role="gridcell" className={styles.event} title={[fullName || name, reach, words].filter(Boolean).join('\n')}>
      {name !== '' && (
        <b>
          <Marked text={name} words={found} />
        </b>
      )}{' '}
      {reach !== '' && <span data-unheard={isUnheard || undefined}>{reach}</span>}
      <Marked text={rest} words={found} />
    </span>
  );
}

/** Shows each entry of a run in a row of its own. */
function Unfold() {
  const unfold = useTimeline(({ unfoldPings }) => unfoldPings);
  return (
    <span role="gridcell" className={styles.actions}>
      <IconButton excludeFromTabOrder icon={ChevronRight} label={t('eachHeartbeat')} onPress={unfold} />
    </span>
  );
}

/** How often it came: in a run that is folded, or shortly after the same. */
function Doubled({ row: { folded, twinMs, kind, atMs } }: { row: Row }) {
  if (folded !== undefined && kind !== 'ping') {
    const words = t('alike', { runs: folded.count, span: formatDuration(atMs - folded.sinceMs) });
    return <Badge title={words}>×{formatShortCount(folded.count)}</Badge>;
  }
  if (twinMs === undefined) return null;
  return (
    <Badge tone="warn" title={t('twin', { span: formatDuration(twinMs) })}>
      {t('dup')}
    </Badge>
  );
}

/** One entry. Painted again only if something of it changed. */
export const RowLine = memo(function RowLine(props: RowLineProps) {
  const { row, index, aboveAtMs, beforeAtMs, isSelected, isRelated, isCursor, isPinned, found, limitBytes } = props;
  const { actions, source, order } = props;
  const common = {
    role: 'row',
    id: rowId(row.seq),
    'data-seq': row.seq,
    'data-kind': row.kind,
    'data-cursor': isCursor || undefined,
    'data-related': isRelated || undefined,
    'aria-rowindex': index,
    'aria-selected': isSelected,
  };
  if (props.isLoad && row.load !== undefined) {
    const { origin, agent } = row.load;
    return (
      <div {...common} data-load className={`${styles.row} ${styles.load}`}>
        <span
          role="gridcell"
          aria-colspan={source === null ? 7 : 8}
          title={`${formatIsoInstant(row.atMs)}\n${said(row.summary)}`}
        >
          <Icon of={RotateCw} size={14} />
          <span className={styles.clipped}>
            {formatClock(row.atMs)} <b>{t('load.line')}</b>{' '}
            {[origin, agentSaid(agent), row.client].filter(Boolean).join(' · ')}
          </span>
        </span>
      </div>
    );
  }
  if (isReturn(row)) {
    return (
      <div {...common} className={`${styles.row} ${styles.cut}`}>
        <span
          role="gridcell"
          aria-colspan={source === null ? 7 : 8}
          title={`${formatIsoInstant(row.atMs)}\n${said(row.summary)}`}
        >
          <Icon of={Unplug} size={14} />
          <span className={styles.clipped}>{returnWords(row)}</span>
        </span>
      </div>
    );
  }
  if (row.kind === 'gap') {
    return (
      <div {...common} className={`${styles.row} ${styles.gap}`}>
        <span
          role="gridcell"
          className={styles.label}
          aria-colspan={source === null ? 7 : 8}
          title={formatIsoInstant(row.atMs)}
        >
          <b>
            <KindIcon kind="gap" action="none" />
            {t('gap')}
          </b>
          <span>{said(row.summary)}</span>
        </span>
      </div>
    );
  }
  const cells: Readonly<Record<Place, ReactNode>> = {
    time: <Time key="time" row={row} aboveAtMs={aboveAtMs} />,
    delta: (
      <span key="delta" role="gridcell" data-column="delta" className={styles.delta}>
        {beforeAtMs === null ? '' : `+${formatDuration(Math.max(0, row.atMs - beforeAtMs))}`}
      </span>
    ),
    kind: (
      <span key="kind" role="gridcell" data-column="kind" className={styles.kind}>
        <KindIcon kind={row.kind} action={row.action} />
        {kindWord(row)}
      </span>
    ),
    source: source !== null && (
      <span key="source" role="gridcell" data-column="source" className={styles.source} title={source}>
        {row.source === '' ? <i>{source}</i> : source}
      </span>
    ),
    channel: (
      <span key="channel" role="gridcell" data-column="channel" className={styles.channel}>
        {row.channel === '' ? <span className={styles.none}>–</span> : <ChannelName name={row.channel} />}
      </span>
    ),
    event: <Event key="event" row={row} found={found} />,
    size: (
      <span
        key="size"
        role="gridcell"
        data-column="size"
        className={styles.size}
        title={row.sizeBytes === 0 ? '' : formatExactBytes(row.sizeBytes)}
      >
        {row.sizeBytes === 0 ? '' : formatBytes(row.sizeBytes)}
      </span>
    ),
  };
  return (
    <div {...common} className={styles.row}>
      {order.map((place) => cells[place])}
      <span role="gridcell" className={styles.flags}>
        {isPinned && (
          <span className={styles.pin} role="img" aria-label={t('pinned')}>
            <Icon of={Pin} size={14} />
          </span>
        )}
        <Doubled row={row} />
        {limitBytes !== null && mayBeNear(row, limitBytes) && <LimitBadge row={row} limitBytes={limitBytes} />}
      </span>
      {row.folded !== undefined && row.kind === 'ping' ? <Unfold /> : actions}
    </div>
  );
});

/** Stands for a row that is on its way; its strokes appear after 150 ms. */
export const PlaceholderLine = memo(function PlaceholderLine({
  index,
  hasSource,
  order,
}: {
  index: number;
  hasSource: boolean;
  order: readonly Place[];
}) {
  return (
    <div role="row" aria-rowindex={index} aria-busy="true" className={`${styles.row} ${styles.placeholder}`}>
      {order.map((place) =>
        place === 'source' && !hasSource ? null : <span key={place} role="gridcell" className={styles[place]} />,
      )}
      <span role="gridcell" className={styles.flags} />
    </div>
  );
});
