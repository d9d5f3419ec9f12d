import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { Seq } from '../../../src-main/contract/ids';
import { useEntryCall } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';
import { wordsOf } from '../../languages/words';
import { CommandScope } from '../../state/commands';
import { usePins } from '../../state/pins';
import { regionRef } from '../../state/regions';
import { useSearchWords } from '../../state/search-words';
import { useSelection } from '../../state/selection';
import { useTimeline } from '../../state/timeline';
import { type MenuPoint, menuPoint } from '../../ui/menu';
import styles from './list.module.css';
import { useCursor } from './list-cursor';
import { ListHead } from './list-head';
import { slotOf } from './list-snapshot';
import { covers, PlaceholderLine, RowLine, rowId } from './row';
import { RowActions } from './row-actions';
import { RowMenu } from './row-menu';
import { columnStyle, useTableLook } from './table-look';
import type { TimelineList } from './timeline-list';
import { useDataLimit } from './use-data-limit';
import { useSourceName, useTellsSources } from './use-sources';

const t = wordsOf('timeline');

/** How long after a wheel or a finger its movement may still go on. Moving the element meanwhile would cut it short. */
const glideMs = 400;
const headPx = 24;

/**
 * Puts the list's state into the scrolled element; see ScrollSpace. With the newest row at the top the element is the mirror
 * of it: only here, and where a movement of the element is read. Answers where the element then is.
 */
function place(
  { space, snapshot }: TimelineList,
  isMirrored: boolean,
  scroller: HTMLElement,
  layer: HTMLElement,
): number {
  const seen = (top: number) => (isMirrored ? space.maxScrollTop - top : top);
  if (Math.abs(scroller.scrollTop - seen(space.scrollTop)) > 0.5) scroller.scrollTop = seen(space.scrollTop);
  // Browsers round to physical pixels: what they made of it is where a later movement starts from.
  const { scrollTop } = scroller;
  space.scrollTop = seen(scrollTop);
  const from = snapshot.from - space.first;
  const top = from * space.rowHeight + space.shift;
  const mirrored = space.height - top - snapshot.rows.length * space.rowHeight;
  layer.style.transform = `translateY(${isMirrored ? mirrored : top}px)`;
  return scrollTop;
}

/** The entry whose row an element is part of. */
function seqOf(target: EventTarget): Seq | null {
  const line = (target as Element).closest<HTMLElement>('[data-seq]');
  return line === null ? null : Number(line.dataset.seq);
}

/** The rows, scrolled by position. */
export function List({ list }: { list: TimelineList }) {
  const snapshot = useSyncExternalStore(list.subscribe, list.getSnapshot);
  const scroller = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const fineUntil = useRef(0);
  /** Where the element was when it was last looked at. */
  const knownTop = useRef(0);
  /** Of the content as the page has it. */
  const drawnHeight = useRef(0);
  /** How far it could be scrolled then. */
  const knownMax = useRef(0);
  const selected = useSelection(({ row }) => row);
  const related = useSelection(({ related }) => related);
  const pins = usePins(({ rows }) => rows);
  const pinned = useMemo(() => new Set(pins.map(({ seq }) => seq)), [pins]);
  const [look] = useTableLook();
  const [hovered, setHovered] = useState<Seq | null>(null);
  const [menu, setMenu] = useState<{ readonly row: Row; readonly point: MenuPoint } | null>(null);
  const found = useSearchWords();
  const isMirrored = look.newestFirst;
  const cursor = useCursor(list, isMirrored);
  const description = useDescription();
  const limitOf = useDataLimit(description?.protocols);
  const tellsSources = useTellsSources();
  const sourceName = useSourceName();
  useRelated();
  const { isShown } = useContext(CommandScope);
  useEffect(() => list.show(isShown), [list, isShown]);

  const update = useCallback(() => {
    const element = scroller.current;
    if (element === null || content.current === null || layer.current === null) return;
    const setHeight = () => {
      const { height } = list.space;
      if (height !== drawnHeight.current && content.current !== null) content.current.style.height = `${height}px`;
      drawnHeight.current = height;
    };
    // To ask where the element is lays the page out: once, if it has grown before. One that shrank may have been moved by it.
    if (list.space.height > drawnHeight.current) setHeight();
    // It may have been moved and the event not have come yet: the reader's hand goes first.
    const moved = element.scrollTop - knownTop.current;
    if (moved !== 0) {
      knownTop.current = element.scrollTop;
      const isFine = performance.now() < fineUntil.current;
      const to = isMirrored ? knownMax.current - element.scrollTop : element.scrollTop;
      list.scrolled(isFine ? list.space.scrollTop + (isMirrored ? -moved : moved) : to, isFine);
    }
    setHeight();
    knownTop.current = place(list, isMirrored, element, layer.current);
    knownMax.current = list.space.maxScrollTop;
  }, [list, isMirrored]);
  useLayoutEffect(update);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have another height in another density
  useEffect(() => {
    const element = scroller.current as HTMLDivElement;
    const measure = () => {
      const row = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row'));
      // Not on the screen now: where the reader is stays as it was.
      if (element.clientHeight > headPx) list.resize(element.clientHeight - headPx, row);
      update();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    let settling: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      settling = setTimeout(() => {
        list.settle();
        update();
      }, glideMs);
    };
    const wait = () => clearTimeout(settling);
    element.addEventListener('scrollend', settle);
    for (const event of ['scroll', 'wheel'] as const) element.addEventListener(event, wait, { passive: true });
    measure();
    return () => {
      wait();
      observer.disconnect();
      element.removeEventListener('scrollend', settle);
      for (const event of ['scroll', 'wheel'] as const) element.removeEventListener(event, wait);
    };
  }, [list, update, look.density, look.wraps]);

  const glide = () => {
    fineUntil.current = performance.now() + glideMs;
  };
  const openMenu = (row: Row | null | undefined, point: { clientX?: number; clientY?: number }) => {
    if (!row) return;
    // Whoever looks for what to do with a row does not want it to move on.
    useTimeline.getState().setFollowing(false);
    cursor.moveTo(row);
    setMenu({ row, point: menuPoint(point, document.getElementById(rowId(row.seq))) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isMenuKey = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (isMenuKey) openMenu(drawn ?? cursor.row, {});
    if (isMenuKey || cursor.onKey(event)) event.preventDefault();
  };
  const onContextMenu = (event: MouseEvent) => {
    // The menu key tells of itself twice: as a key, and as this.
    if (event.button !== 2 && menu !== null) return event.preventDefault();
    const seq = seqOf(event.target);
    if (seq === null) return;
    event.preventDefault();
    openMenu(
      snapshot.rows.find((row) => row?.seq === seq),
      event,
    );
  };

  // The row drawn above, and the one that came before.
  let above = isMirrored ? undefined : snapshot.above;
  const { rows } = snapshot;
  // Scrolled out of sight it is not in the document, and an id that is not there means nothing.
  const drawn = snapshot.rows.find((row) => row !== undefined && covers(row, cursor.row?.seq));
  return (
    <>
      <div
        role="grid"
        aria-label={t('title')}
        aria-rowcount={snapshot.length + 1}
        aria-activedescendant={drawn === undefined ? undefined : rowId(drawn.seq)}
        className={styles.grid}
        style={columnStyle(look)}
        data-sources={tellsSources || undefined}
        data-wraps={look.wraps || undefined}
        data-hides={look.hidden.join(' ') || undefined}
        tabIndex={0}
        ref={(element) => {
          scroller.current = element;
          regionRef('timeline')(element);
        }}
        onScroll={update}
        onWheel={({ deltaY }) => {
          glide();
          if ((isMirrored ? deltaY > 0 : deltaY < 0) && list.space.maxOffset > 0)
            useTimeline.getState().setFollowing(false);
        }}
        onTouchMove={glide}
        onPointerDown={({ pointerType }) => {
          // It may be the thumb that is taken.
          if (pointerType === 'mouse') fineUntil.current = 0;
        }}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onPointerOver={({ target }) => setHovered(seqOf(target))}
        onPointerLeave={() => setHovered(null)}
        onClick={({ target }) => {
          const seq = seqOf(target);
          const isAction = (target as Element).closest('button') !== null;
          // Whoever marks text to copy it does not mean to open the row.
          if (seq !== null && !isAction && getSelection()?.isCollapsed !== false) cursor.select(seq);
        }}
      >
        <ListHead hasSources={tellsSources} />
        <div role="rowgroup" ref={content} className={styles.content}>
          <div ref={layer} className={styles.layer}>
            {rows.map((_, at) => {
              const offset = isMirrored ? rows.length - 1 - at : at;
              const row = rows[offset];
              const before = offset === 0 ? snapshot.above : rows[offset - 1];
              const position = snapshot.from + offset;
              const slot = slotOf(snapshot, position);
              const place = position - snapshot.first;
              const index = (isMirrored ? snapshot.length - 1 - place : place) + 2;
              if (row === undefined) {
                above = undefined;
                return <PlaceholderLine key={slot} index={index} hasSource={tellsSources} order={look.order} />;
              }
              const aboveAtMs = above?.atMs ?? null;
              above = row;
              return (
                <RowLine
                  key={slot}
                  row={row}
                  index={index}
                  aboveAtMs={aboveAtMs}
                  beforeAtMs={before?.atMs ?? null}
                  isLoad={look.loads.isOn && row.load !== undefined}
                  isSelected={covers(row, selected?.seq)}
                  isRelated={related.has(row.seq)}
                  isCursor={row === drawn}
                  isPinned={pinned.has(row.seq)}
                  found={found}
                  limitBytes={limitOf(row)}
                  source={tellsSources ? sourceName(row.source) : null}
                  order={look.order}
                  actions={hovered === row.seq ? <RowActions row={row} /> : null}
                />
              );
            })}
          </div>
        </div>
      </div>
      {menu !== null && (
        <RowMenu
          row={menu.row}
          point={menu.point}
          onClose={() => {
            setMenu(null);
            scroller.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}

/** Asks which entries belong to the publish of the selected one. */
function useRelated(): void {
  const seq = useSelection(({ row }) => row?.seq ?? null);
  const setRelated = useSelection(({ setRelated }) => setRelated);
  const answer = useEntryCall('entry.related', seq);
  useEffect(() => {
    if (seq !== null && answer !== null) setRelated(seq, answer.seqs);
  }, [seq, answer, setRelated]);
}
