import { create } from 'zustand';

/**
 * Where the list of the timeline stands, for those that show it elsewhere (toolbar, status bar). Written by the timeline with
 * every frame of a busy hub, so it is apart from what a person sets: who shows only that is not drawn anew.
 */
export interface ListPlace {
  /** Rows of the list: entries, and runs of heartbeats folded into one. */
  readonly length: number;
  /** Matching entries, and entries of the capture: "418 of 12,450". */
  readonly matches: number;
  readonly total: number;
  /** Place of the lowest visible row among the matching ones, from 1; 0 if there are none. */
  readonly row: number;
  /** Rows that came since the list let go of its end, or since it was paused. */
  readonly waiting: number;
}

export const useListPlace = create<ListPlace>(() => ({ length: 0, matches: 0, total: 0, row: 0, waiting: 0 }));
