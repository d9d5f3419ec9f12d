import type { Row } from '../../../src-main/contract/entry';
import type { RowWindows } from './row-windows';

/** What is painted. A new object whenever something of it changed. */
export interface ListSnapshot {
  /** Absolute position of the first row of the list, and how many there are. */
  readonly first: number;
  readonly length: number;
  /** Absolute position of rows[0]; undefined stands for a row that is on its way. */
  readonly from: number;
  readonly rows: readonly (Row | undefined)[];
  /** Position whose row is drawn in the first slot, and how many slots there are. See slotOf. */
  readonly base: number;
  readonly slots: number;
  /** The row above rows[0], to tell what repeats. */
  readonly above: Row | undefined;
  /** null until a view was opened. */
  readonly windows: RowWindows | null;
  /** False while older entries are still being searched. */
  readonly isComplete: boolean;
}

/** Before a view was opened. */
export const nothing: ListSnapshot = {
  first: 0,
  length: 0,
  from: 0,
  rows: [],
  base: 0,
  slots: 1,
  above: undefined,
  windows: null,
  isComplete: false,
};

/** The slots of the rows [from, to) that are drawn after those of a snapshot. */
export function slotsAfter(before: ListSnapshot, from: number, to: number): Pick<ListSnapshot, 'base' | 'slots'> {
  const isNoneLeft = from >= before.from + before.rows.length || to <= before.from;
  return {
    // The elements need not change their order where none of the rows is one of before.
    base: isNoneLeft ? from : before.base,
    slots: Math.max(before.slots, to - from),
  };
}

/**
 * Which element a row is drawn in. One that stays in sight stays in its element; one that comes takes that of one that went,
 * whose text is then changed. Made anew with every frame, a screenful of rows costs more than all the rest of the page.
 */
export function slotOf({ base, slots }: ListSnapshot, position: number): number {
  return (((position - base) % slots) + slots) % slots;
}
