import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { Seq } from '../../../src-main/contract/ids';
import { useEngine } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { usePins } from '../../state/pins';
import { focusRegion } from '../../state/regions';
import { useSelection } from '../../state/selection';
import { useTimeline } from '../../state/timeline';
import { isMessage, resend } from './row-acts';
import type { TimelineList } from './timeline-list';

const t = wordsOf('timeline');

/** Shows each entry of a run, and of all others of its sort, in a row of its own. */
export function unfold({ kind }: Row): void {
  const { unfoldPings, foldRepeats } = useTimeline.getState();
  if (kind === 'ping') unfoldPings();
  else foldRepeats(false);
}

export interface Cursor {
  /** The row the keyboard is at: moved to, not necessarily opened. It stays on its entry as rows come and go. */
  readonly row: Row | null;
  /** True if the key meant something here. */
  onKey(event: KeyboardEvent): boolean;
  /** Goes to a row that is on the screen, without opening it. */
  moveTo(row: Row): void;
  /** Opens an entry that is on the screen in the inspector. */
  select(seq: Seq): void;
}

type Target = number | 'first' | 'last';

function mirrored(target: Target): Target {
  if (typeof target === 'number') return -target;
  return target === 'first' ? 'last' : 'first';
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves through the list by the keyboard; `isMirrored`: the newest row is at the top. While the inspector is open it follows the cursor. */
export function useCursor(list: TimelineList, isMirrored: boolean): Cursor {
  const engine = useEngine();
  const [row, setRow] = useState<Row | null>(null);
  const selected = useSelection(({ row }) => row);
  const select = useSelection(({ select }) => select);
  /** Where the cursor is or is on its way to, in the view it was found in: keys may come faster than rows. */
  const at = useRef<{ readonly view: unknown; readonly position: number } | null>(null);

  useEffect(() => {
    if (selected === null) {
      list.keptInSight = null;
      return;
    }
    // It may be that somebody else chose it.
    setRow((before) => {
      if (before?.seq !== selected.seq) at.current = null;
      return selected;
    });
    void list.locate(selected.seq).then((found) => {
      if (useSelection.getState().row?.seq === selected.seq) list.keptInSight = found;
    });
  }, [list, selected]);

  const move = async (drawn: Target) => {
    const target = isMirrored ? mirrored(drawn) : drawn;
    const { windows } = list.snapshot;
    const known = at.current !== null && at.current.view === windows ? at.current.position : null;
    const now = known ?? (row === null ? null : await list.locate(row.seq));
    const { first, length, visible } = list.space;
    if (length === 0) return;
    // With no cursor yet, the first step goes to what is in sight: the tail's end, or the top of the screen.
    const entry = useTimeline.getState().isFollowing || isMirrored ? first + visible[1] - 1 : first + visible[0];
    const wanted =
      target === 'first' ? first : target === 'last' ? first + length - 1 : now === null ? entry : now + target;
    const position = Math.min(first + length - 1, Math.max(first, wanted));
    const goal = { view: windows, position };
    at.current = goal;
    const found = await list.reveal(position);
    if (at.current !== goal || found === null) return;
    setRow(found);
    if (useSelection.getState().row !== null) select(found);
    if (target === 'last') useTimeline.getState().setFollowing(true);
  };

  const open = (found: Row | null | undefined) => {
    if (!found) return;
    useTimeline.getState().setFollowing(false);
    if (found.seq !== row?.seq) at.current = null;
    setRow(found);
    select(found);
  };

  const page = Math.max(1, Math.floor(list.space.viewport / list.space.rowHeight) - 1);
  const act = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): (() => void) | null => {
    if (altKey) return null;
    const [newest, toNewest] = isMirrored ? (['first', 'ArrowUp'] as const) : (['last', 'ArrowDown'] as const);
    if (ctrlKey || metaKey) return key === toNewest ? () => void move(newest) : null;
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
      case 'ArrowRight':
        return row?.folded === undefined ? null : () => unfold(row);
      case 'Escape':
        return () => select(null);
      case '/':
        return () => focusRegion('filter');
      default:
        return null;
    }
  };

  const current = selected ?? row;
  useCommand('row.pin', t('command.pin'), '$mod+p', () => {
    if (current !== null) usePins.getState().toggle(current);
  });
  const resendCurrent = () => {
    if (current !== null) void resend(engine, current);
  };
  useCommand('entry.resend', t('command.resend'), '$mod+r', resendCurrent, {
    isOffered: current !== null && isMessage(current),
  });
  useCommand('row.next', t('command.next'), null, () => void move(1));
  useCommand('row.previous', t('command.previous'), null, () => void move(-1));

  return {
    row,
    moveTo(found) {
      if (found.seq !== row?.seq) at.current = null;
      setRow(found);
    },
    select: (seq) => open(list.snapshot.rows.find((one) => one?.seq === seq)),
    onKey(event) {
      const run = event.target === event.currentTarget ? act(event) : null;
      run?.();
      return run !== null;
    },
  };
}
