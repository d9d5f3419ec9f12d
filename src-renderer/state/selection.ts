import { create } from 'zustand';
import type { Row } from '../../src-main/contract/entry';
import type { Seq } from '../../src-main/contract/ids';

interface Selection {
  /** The row the inspector shows, null if none is open. */
  readonly row: Row | null;
  /** Entries of the same publish (cause, deliveries), the selected one among them; empty until the engine has said. */
  readonly related: ReadonlySet<Seq>;
  select(row: Row | null): void;
  setRelated(of: Seq, seqs: readonly Seq[]): void;
}

export const useSelection = create<Selection>((set) => ({
  row: null,
  related: new Set(),
  select: (row) => set((before) => (before.row?.seq === row?.seq ? { row } : { row, related: new Set() })),
  // An answer about a row that is not selected any more is of no use.
  setRelated: (of, seqs) => set((before) => (before.row?.seq === of ? { related: new Set(seqs) } : {})),
}));
