import { create } from 'zustand';

export type TabName = 'payload' | 'delivery' | 'raw';

interface TabStore {
  /** The tab a person chose; stays from entry to entry, and while the inspector is closed. */
  readonly tab: TabName;
  choose(tab: TabName): void;
}

export const useTab = create<TabStore>((set) => ({
  tab: 'payload',
  choose: (tab) => set({ tab }),
}));
