import { create } from 'zustand';
import type { Seq } from '../../src-main/contract/ids';

/** Where the list stands, for those that show it elsewhere (toolbar, status bar). Written by the timeline. */
export interface ListPlace {
  /** Matching entries, and entries of the capture: "418 of 12,450". */
  readonly length: number;
  readonly total: number;
  /** Place of the lowest visible row among the matching ones, from 1; 0 if there are none. */
  readonly row: number;
  /** Rows that came since the list let go of its end, or since it was paused. */
  readonly waiting: number;
}

interface TimelineStore extends ListPlace {
  /** The filter as typed. Its valid part is what the list shows. */
  readonly filter: string;
  /** Entries up to this one are cleared from the view; 0 for none. */
  readonly clearedUpTo: Seq;
  /** Shows what was there when it was paused. The capture goes on. */
  readonly isPaused: boolean;
  /** The newest row stays in sight. */
  readonly isFollowing: boolean;
  setFilter(filter: string): void;
  clear(upTo: Seq): void;
  setPaused(isPaused: boolean): void;
  setFollowing(isFollowing: boolean): void;
  setPlace(place: ListPlace): void;
}

/** Heartbeats and protocol chatter are there and counted on their chip, but nobody wants to read them at first. */
export const defaultFilter = '-kind:ping';

export const useTimeline = create<TimelineStore>((set) => ({
  filter: defaultFilter,
  clearedUpTo: 0,
  isPaused: false,
  isFollowing: true,
  length: 0,
  total: 0,
  row: 0,
  waiting: 0,
  setFilter: (filter) => set({ filter }),
  clear: (clearedUpTo) => set({ clearedUpTo }),
  setPaused: (isPaused) => set({ isPaused }),
  setFollowing: (isFollowing) => set({ isFollowing }),
  setPlace: (place) => set(place),
}));
