import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Layout {
  readonly isComposerOpen: boolean;
  /** The channels as a pane, where the window is wide enough. */
  readonly isPaneOpen: boolean;
  /** The channels as a drawer, where the window is too narrow for a pane. */
  readonly isDrawerOpen: boolean;
  readonly isPaletteOpen: boolean;
  /** Panel sizes in percent, by group: remembered by react-resizable-panels' layout. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  setComposerOpen(isOpen: boolean): void;
  setPaneOpen(isOpen: boolean): void;
  setDrawerOpen(isOpen: boolean): void;
  setPaletteOpen(isOpen: boolean): void;
  setSizes(group: string, sizes: Readonly<Record<string, number>>): void;
}

/** How the page is arranged; outlives it. */
export const useLayout = create<Layout>()(
  persist(
    (set) => ({
      isComposerOpen: false,
      isPaneOpen: true,
      isDrawerOpen: false,
      isPaletteOpen: false,
      sizes: {},
      setComposerOpen: (isComposerOpen) => set({ isComposerOpen }),
      setPaneOpen: (isPaneOpen) => set({ isPaneOpen }),
      setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
      setDrawerOpen: (isDrawerOpen) => set({ isDrawerOpen }),
      setSizes: (group, sizes) => set((before) => ({ sizes: { ...before.sizes, [group]: sizes } })),
    }),
    {
      name: 'hubbub.layout',
      partialize: ({ isComposerOpen, isPaneOpen, sizes }) => ({ isComposerOpen, isPaneOpen, sizes }),
    },
  ),
);
