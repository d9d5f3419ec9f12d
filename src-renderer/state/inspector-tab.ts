import { create } from 'zustand';
import type { Seq } from '../../src-main/contract/ids';

export type TabName = 'payload' | 'delivery' | 'raw' | 'compare';

interface TabStore {
  /** The tab a person chose; stays from entry to entry, and while the inspector is closed. */
  readonly tab: TabName;
  /** What the inspector compares with: a pinned entry, or null for the one before of the same channel and event. */
  readonly compareWith: Seq | null;
  choose(tab: TabName): void;
  compare(compareWith: Seq | null): void;
}

export const useTab = create<TabStore>((set) => ({
  tab: 'payload',
  compareWith: null,
  choose: (tab) => set({ tab }),
  compare: (compareWith) => set({ tab: 'compare', compareWith }),
}));
