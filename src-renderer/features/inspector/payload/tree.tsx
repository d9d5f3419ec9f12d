import { Copy, Filter, Link2, Type } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react';
import { type JsonNode, stringOf } from '../../../format/json-nodes';
import { wordsOf } from '../../../languages/words';
import { copyText } from '../../../state/clipboard';
import { mainActs } from '../../../state/main-acts';
import { useSearchWords } from '../../../state/search-words';
import { useTimeline } from '../../../state/timeline';
import { Icon } from '../../../ui/icon';
import { MenuAtPoint, MenuItem, type MenuPoint, menuPoint } from '../../../ui/menu';
import { useRows } from '../use-rows';
import styles from './tree.module.css';
import { treeMove } from './tree-keys';
import { TreeLine } from './tree-line';
import { type TreeRow, treeRows } from './tree-rows';

const t = wordsOf('inspector');

const lineHeight = 20;

/** JSON as a tree, drawn as far as it is in sight. `scroller` is what scrolls; `label` is what the whole is called. */
export function Tree({
  root,
  label,
  scroller,
}: {
  root: JsonNode;
  label: string;
  scroller: RefObject<HTMLElement | null>;
}) {
  const id = useId();
  // By path, so that it outlives the entry: the next one of its kind opens in the same way.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const lines = useMemo(() => treeRows(root, label, chosen), [root, label, chosen]);
  const [activePath, setActive] = useState({ path: '$', piece: 0 });
  const active = Math.max(
    0,
    lines.findIndex(
      ({ path, part, position }) => path === activePath.path && (part === null ? 0 : position) === activePath.piece,
    ),
  );
  const [menu, setMenu] = useState<{ readonly index: number; readonly point: MenuPoint } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const found = useSearchWords();
  const { list, rows, start } = useRows(scroller, lines.length, lineHeight);

  // Another entry is read from its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the tree is another one
  useEffect(() => {
    setActive({ path: '$', piece: 0 });
    scroller.current?.scrollTo({ top: 0 });
  }, [root, scroller]);

  const go = (index: number) => {
    const line = lines[index];
    if (line === undefined) return;
    setActive({ path: line.path, piece: line.part === null ? 0 : line.position });
    rows.scrollToIndex(index, { align: 'auto' });
  };
  const choose = (paths: readonly string[], isOpen: boolean) => {
    setChosen((before) => new Map([...before, ...paths.map((path) => [path, isOpen] as const)]));
  };
  const toggle = ({ path, isOpen }: TreeRow) => {
    if (isOpen !== null) choose([path], !isOpen);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[active];
    if (line === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'c' && getSelection()?.isCollapsed !== false) {
        event.preventDefault();
        void copyText(valueText(line), t('payload.value'));
      }
      return;
    }
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      setMenu({ index: active, point: menuPoint({}, document.getElementById(`${id}${active}`)) });
      return;
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1;
    const move = treeMove(lines, active, event.key, Math.max(1, page));
    if (move === null) return;
    event.preventDefault();
    event.stopPropagation();
    if ('go' in move) go(move.go);
    else if ('open' in move) choose(move.open, true);
    else choose([move.close], false);
  };
  const onClick = (event: MouseEvent, index: number) => {
    const line = lines[index];
    go(index);
    // Whoever selected text wants to keep it.
    if (line !== undefined && event.detail < 2 && getSelection()?.isCollapsed !== false) toggle(line);
  };
  const told = lines[hovered ?? (hasFocus ? active : -1)];
  const menuLine = menu === null ? undefined : lines[menu.index];

  return (
    <>
      <div
        ref={list}
        role="tree"
        aria-label={t('tab.payload')}
        data-main
        tabIndex={0}
        className={styles.tree}
        style={{ height: rows.getTotalSize() }}
        aria-activedescendant={`${id}${active}`}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setHovered(null)}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      >
        {rows.getVirtualItems().map(({ index, start: top }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys, as a tree does
            // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and says which item is active
            <div
              key={`${line.path} ${index}`}
              ref={line.part === null ? undefined : rows.measureElement}
              data-index={index}
              id={`${id}${index}`}
              role="treeitem"
              aria-level={line.level}
              aria-posinset={line.position}
              aria-setsize={line.siblings}
              aria-selected={index === active}
              {...(line.isOpen === null ? {} : { 'aria-expanded': line.isOpen })}
              className={index === active ? `${styles.line} ${styles.active}` : styles.line}
              style={{ top: top - start, paddingLeft: 8 + (line.level - 1) * 16 }}
              onClick={(event) => onClick(event, index)}
              onMouseEnter={() => setHovered(index)}
              onContextMenu={(event) => {
                event.preventDefault();
                go(index);
                setMenu({ index, point: menuPoint(event, null) });
              }}
            >
              <TreeLine row={line} found={found} />
              {hovered === index && (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-hidden="true"
                  className={styles.copy}
                  title={t('payload.copyTheValue')}
                  onClick={(event) => {
                    event.stopPropagation();
                    void copyText(valueText(line), t('payload.value'));
                  }}
                >
                  <Icon of={Copy} size={14} />
                </button>
              )}
            </div>
          );
        })}
      </div>
      {told !== undefined && (
        <div className={styles.path}>
          <code>{told.path}</code>
        </div>
      )}
      {menu !== null && menuLine !== undefined && (
        <MenuAtPoint
          label={menuLine.path}
          point={menu.point}
          onClose={() => {
            setMenu(null);
            list.current?.focus({ preventScroll: true });
          }}
        >
          <LineActions line={menuLine} />
        </MenuAtPoint>
      )}
    </>
  );
}

function LineActions({ line }: { line: TreeRow }) {
  const filterValue = filterText(line);
  return (
    <>
      <MenuItem icon={Copy} keyCap="Ctrl C" onAction={() => void copyText(valueText(line), t('payload.value'))}>
        {t('payload.copyValue')}
      </MenuItem>
      <MenuItem icon={Link2} onAction={() => void copyText(line.path, t('payload.path'))}>
        {t('payload.copyPath')}
      </MenuItem>
      {line.label !== '' && (
        <MenuItem icon={Type} onAction={() => void copyText(line.label, t('payload.key'))}>
          {t('payload.copyKey')}
        </MenuItem>
      )}
      {filterValue !== null && (
        <MenuItem
          icon={Filter}
          onAction={() => {
            const { filter } = useTimeline.getState();
            mainActs().setFilter(`${filter} ${filterValue}`.trim());
          }}
        >
          {t('payload.onlyValue')}
        </MenuItem>
      )}
    </>
  );
}

/** What is copied of a line: a string as it reads, anything else as it was sent. */
function valueText({ node }: TreeRow): string {
  return node.kind === 'string' ? stringOf(node) : node.text.slice(node.from, node.to);
}

/** The filter's token for what stands on a line, null if it cannot say that. */
function filterText(line: TreeRow): string | null {
  if (line.count !== null || line.part !== null) return null;
  const value = valueText(line);
  if (value === '' || value.length > 100 || /["\n]/.test(value)) return null;
  return `path:${line.path}=${/[\s]/.test(value) ? `"${value}"` : value}`;
}
