import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { Seq } from '../../../src-main/contract/ids';
import { useCommand } from '../../state/commands';
import { focusRegion } from '../../state/regions';
import { useSelection } from '../../state/selection';
import { useTimeline } from '../../state/timeline';
import type { TimelineList } from './timeline-list';

export interface Cursor {
  /** The row the keyboard is at: moved to, not necessarily opened. It stays on its entry as rows come and go. */
  readonly row: Row | null;
  /** True if the key meant something here. */
  onKey(event: KeyboardEvent): boolean;
  /** Opens an entry that is on the screen in the inspector. */
  select(seq: Seq): void;
}

type Target = number | 'first' | 'last';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves through the list by the keyboard. While the inspector is open it follows the cursor. */
export function useCursor(list: TimelineList): Cursor {
  const [row, setRow] = useState<Row | null>(null);
  const selected = useSelection(({ row }) => row);
  const select = useSelection(({ select }) => select);
  /** Of moves that wait for their rows, only the newest counts; the next one starts from where it goes. */
  const goal = useRef<{ turn: number; position: number | null }>({ turn: 0, position: null });

  useEffect(() => {
    list.keptInSight = null;
    if (selected === null) return;
    // It may be that somebody else chose it.
    setRow(selected);
    void list.locate(selected.seq).then((found) => {
      if (useSelection.getState().row?.seq === selected.seq) list.keptInSight = found;
    });
  }, [list, selected]);

  const position = async (): Promise<number | null> => {
    if (goal.current.position !== null) return goal.current.position;
    return row === null ? null : list.locate(row.seq);
  };

  const move = async (target: Target) => {
    const turn = goal.current.turn + 1;
    goal.current.turn = turn;
    const now = await position();
    if (goal.current.turn !== turn) return;
    const { first, length } = list.space;
    const [visibleFrom, visibleTo] = list.space.visible;
    const isFollowing = useTimeline.getState().isFollowing;
    // With no cursor yet, the first step goes to what is in sight: the tail's end, or the top of the screen.
    const start = isFollowing ? first + visibleTo - 1 : first + visibleFrom;
    const wanted =
      target === 'first' ? first : target === 'last' ? first + length - 1 : now === null ? start : now + target;
    const to = Math.min(first + length - 1, Math.max(first, wanted));
    if (length === 0) return;
    goal.current.position = to;
    const found = await list.reveal(to);
    if (goal.current.turn !== turn) return;
    goal.current.position = null;
    if (found === null) return;
    setRow(found);
    if (useSelection.getState().row !== null) select(found);
    if (target === 'last') useTimeline.getState().setFollowing(true);
  };

  const open = (found: Row | null | undefined) => {
    if (!found) return;
    useTimeline.getState().setFollowing(false);
    setRow(found);
    select(found);
  };

  const page = Math.max(1, Math.floor(list.space.viewport / list.space.rowHeight) - 1);
  const act = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): (() => void) | null => {
    if (altKey) return null;
    if (ctrlKey || metaKey) return key === 'ArrowDown' ? () => void move('last') : null;
    const step = steps[key];
    if (step !== undefined) return () => void move(step);
    switch (key) {
      case 'PageDown':
        return () => void move(page);
      case 'PageUp':
        return () => void move(-page);
      case 'Home':
        return () => void move('first');
      case 'End':
        return () => void move('last');
      case 'Enter':
      case ' ':
        return () => open(row);
      case 'Escape':
        return () => select(null);
      case '/':
        return () => focusRegion('filter');
      default:
        return null;
    }
  };

  useCommand('row.next', 'Next row', null, () => void move(1));
  useCommand('row.previous', 'Previous row', null, () => void move(-1));

  return {
    row,
    select: (seq) => open(list.snapshot.rows.find((one) => one?.seq === seq)),
    onKey(event) {
      const run = event.target === event.currentTarget ? act(event) : null;
      run?.();
      return run !== null;
    },
  };
}
