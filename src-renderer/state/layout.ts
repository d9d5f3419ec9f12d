import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Layout {
  readonly isComposerOpen: boolean;
  /** The channels as a drawer, where the window is too narrow for a pane. */
  readonly isDrawerOpen: boolean;
  /** Panel sizes in percent, by group: remembered by react-resizable-panels' layout. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  setComposerOpen(isOpen: boolean): void;
  setDrawerOpen(isOpen: boolean): void;
  setSizes(group: string, sizes: Readonly<Record<string, number>>): void;
}

/** How the page is arranged; outlives it. */
export const useLayout = create<Layout>()(
  persist(
    (set) => ({
      isComposerOpen: false,
      isDrawerOpen: false,
      sizes: {},
      setComposerOpen: (isComposerOpen) => set({ isComposerOpen }),
      setDrawerOpen: (isDrawerOpen) => set({ isDrawerOpen }),
      setSizes: (group, sizes) => set((before) => ({ sizes: { ...before.sizes, [group]: sizes } })),
    }),
    { name: 'hubbub.layout', partialize: ({ isComposerOpen, sizes }) => ({ isComposerOpen, sizes }) },
  ),
);
