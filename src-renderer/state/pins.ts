import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Row } from '../../src-main/contract/entry';

interface Pins {
  /** Rows a person wants to find again, and to compare others with; the newest pin first. */
  readonly rows: readonly Row[];
  toggle(row: Row): void;
}

const kept = 20;

/** What is pinned, for as long as the tab or window lives. */
export const usePins = create<Pins>()(
  persist(
    (set) => ({
      rows: [],
      toggle: (row) =>
        set(({ rows }) => {
          const rest = rows.filter(({ seq }) => seq !== row.seq);
          return { rows: rest.length < rows.length ? rest : [row, ...rows].slice(0, kept) };
        }),
    }),
    { name: 'hubbub.pins', storage: createJSONStorage(() => sessionStorage), partialize: ({ rows }) => ({ rows }) },
  ),
);

export function useIsPinned(row: Row | null): boolean {
  return usePins(({ rows }) => row !== null && rows.some(({ seq }) => seq === row.seq));
}
