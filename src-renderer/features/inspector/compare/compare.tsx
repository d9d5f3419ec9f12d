import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Row } from '../../../../src-main/contract/entry';
import { formatBytes } from '../../../format/bytes';
import { formatInstant } from '../../../format/instant';
import type { JsonNode } from '../../../format/json-nodes';
import { readJson } from '../../../format/json-nodes';
import { wordsOf } from '../../../languages/words';
import { useTab } from '../../../state/inspector-tab';
import { usePins } from '../../../state/pins';
import { Button, IconButton } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { Icon } from '../../../ui/icon';
import { MenuItem, WithMenu } from '../../../ui/menu';
import { askAboveBytes, readPayload } from '../payload/read-payload';
import { titleOf } from '../title';
import type { EntryContent } from '../use-entry';
import { useRows } from '../use-rows';
import { Around } from './around';
import styles from './compare.module.css';
import { countDiff, diffNodes } from './diff';
import { Line } from './diff-line';
import { diffLines } from './diff-lines';
import { type Comparison, useComparison } from './use-comparison';

const t = wordsOf('inspector');

const lineHeight = 20;
/** In the order they are told; of what is none, nothing is said. */
const signs = ['added', 'removed', 'changed'] as const;

/** What changed since the entry before, or against one that is pinned. */
export function Compare({ content }: { content: EntryContent }) {
  const { row } = content.body;
  const compareWith = useTab(({ compareWith }) => compareWith);
  const other = compareWith === row.seq ? null : compareWith;
  const comparison = useComparison(row, other);
  const [wanted, setWanted] = useState('');
  const pair = `${row.seq} ${other}`;
  const largest = typeof comparison === 'string' ? 0 : Math.max(sizeOf(content), sizeOf(comparison.content));
  if (typeof comparison !== 'string' && largest > askAboveBytes && wanted !== pair) {
    return (
      <div className={styles.pane}>
        <div className={styles.bar}>
          <With row={row} chosen={other} found={comparison.content.body.row} />
        </div>
        <div className={styles.words}>
          <p>{t('payload.moment', { words: t('payload.large', { size: formatBytes(largest) }) })}</p>
          <Button look="line" onPress={() => setWanted(pair)}>
            {t('compare.anyway')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.pane}>
      {typeof comparison === 'string' ? (
        <>
          <div className={styles.bar}>
            <With row={row} chosen={other} found={null} />
          </div>
          <p className={styles.words} role="status">
            {stateWords(comparison, row)}
          </p>
        </>
      ) : (
        <Differences key={pair} content={content} comparison={comparison} chosen={other} />
      )}
    </div>
  );
}

/** Bytes of the payload, without reading it. */
function sizeOf({ body }: EntryContent): number {
  return (body.rawBase64.length / 4) * 3;
}

function stateWords(state: 'looking' | 'none' | 'gone', row: Row): string {
  if (state === 'looking') return t('compare.looking');
  if (state === 'gone') return t('compare.gone');
  return t('compare.none', { name: titleOf(row).name });
}

function Differences({
  content,
  comparison,
  chosen,
}: {
  content: EntryContent;
  comparison: Comparison;
  chosen: number | null;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [isShort, setShort] = useState(false);
  const [at, setAt] = useState(-1);
  const { row } = content.body;
  const diff = useMemo(() => {
    const label = readPayload(content, true);
    const name = label.kind === 'tree' ? label.label : '';
    return diffNodes(rootOf(comparison.content), rootOf(content), name);
  }, [content, comparison]);
  const counts = useMemo(() => countDiff(diff), [diff]);
  const lines = useMemo(() => diffLines(diff, opened, isShort), [diff, opened, isShort]);
  const places = useMemo(() => lines.flatMap(({ sign }, index) => (sign === 'same' ? [] : [index])), [lines]);
  const { list, rows, start } = useRows(scroller, lines.length, lineHeight);
  const step = (by: 1 | -1) => {
    const next = Math.max(0, Math.min(places.length - 1, at + by));
    setAt(next);
    rows.scrollToIndex(places[next] ?? 0, { align: 'center' });
  };
  const isSame = counts.added + counts.removed + counts.changed === 0;
  return (
    <>
      <div className={styles.bar}>
        <With row={row} chosen={chosen} found={comparison.content.body.row} />
        <span className={styles.grow} />
        <IconButton icon={ChevronUp} label={t('compare.back')} isDisabled={at <= 0} onPress={() => step(-1)} />
        <IconButton
          icon={ChevronDown}
          label={t('compare.next')}
          isDisabled={at >= places.length - 1}
          onPress={() => step(1)}
        />
      </div>
      <div className={styles.bar}>
        {isSame ? (
          <span>{t('compare.same')}</span>
        ) : (
          <span className={styles.counts}>
            {signs.map((sign) => (counts[sign] === 0 ? null : <Count key={sign} sign={sign} count={counts[sign]} />))}
          </span>
        )}
        <span className={styles.grow} />
        <Chip isSelected={isShort} onPress={() => setShort(!isShort)}>
          {t('compare.short')}
        </Chip>
      </div>
      <div className={styles.body}>
        <section
          className={styles.lines}
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
          tabIndex={0}
          aria-label={t('compare.region')}
          data-main
        >
          <div ref={list} className={styles.list} style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, start: top }) => {
              const line = lines[index];
              if (line === undefined) return null;
              return (
                <div
                  key={`${line.path} ${index}`}
                  className={styles.placed}
                  data-at={index === places[at] || undefined}
                  style={{ top: top - start }}
                >
                  <Line line={line} onOpen={() => setOpened(new Set([...opened, line.path]))} />
                </div>
              );
            })}
          </div>
        </section>
        <Around row={row} comparison={comparison} />
      </div>
    </>
  );
}

function Count({ sign, count }: { sign: (typeof signs)[number]; count: number }) {
  return (
    <span data-sign={sign}>
      <b aria-hidden="true">{{ added: '+', removed: '−', changed: '~' }[sign]}</b>{' '}
      {t(`compare.count.${sign}`, { several: count })}
    </span>
  );
}

/** What it is compared with, and what else it could be. */
function With({ row, chosen, found }: { row: Row; chosen: number | null; found: Row | null }) {
  const pins = usePins(({ rows }) => rows).filter(({ seq }) => seq !== row.seq);
  const compare = useTab(({ compare }) => compare);
  return (
    <WithMenu
      label={t('compare.menu')}
      trigger={
        <Button size="small">
          <span className={styles.with}>{t('compare.with')}</span>{' '}
          {chosen === null ? t('compare.previous') : t('compare.pinned')}
          {found !== null && <code>{formatInstant(found.atMs)}</code>}
          <Icon of={ChevronDown} size={14} />
        </Button>
      }
    >
      <MenuItem onAction={() => compare(null)}>{t('compare.previousOf')}</MenuItem>
      {pins.map((pin) => (
        <MenuItem key={pin.seq} value={formatInstant(pin.atMs)} onAction={() => compare(pin.seq)}>
          {titleOf(pin).name}
        </MenuItem>
      ))}
      {pins.length === 0 ? (
        <MenuItem note={t('compare.noPins')} onAction={() => {}}>
          {t('compare.aPinned')}
        </MenuItem>
      ) : null}
    </WithMenu>
  );
}

/** The payload as a tree; text that is no JSON is one string. */
function rootOf(content: EntryContent): JsonNode | null {
  const payload = readPayload(content, true);
  if (payload.kind === 'tree') return payload.root;
  if (payload.kind !== 'text') return null;
  const read = readJson(JSON.stringify(payload.text));
  return 'wanted' in read ? null : read;
}
