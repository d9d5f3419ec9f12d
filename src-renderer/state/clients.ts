import { create } from 'zustand';
import type { ConnectionSort } from '../../src-main/contract/connection';
import type { ConnectionId, Seq } from '../../src-main/contract/ids';
import { showView } from './views';

export type ClientGroup = 'all' | 'open' | 'closed' | 'refused';

interface ClientsStore {
  readonly group: ClientGroup;
  readonly find: string;
  readonly sort: ConnectionSort;
  readonly isDescending: boolean;
  /** The client that is looked at, null for none. */
  readonly selected: ConnectionId | null;
  /** The refused attempt that is looked at, by its entry. */
  readonly attempt: Seq | null;
  showGroup(group: ClientGroup): void;
  setFind(find: string): void;
  /** Once more turns the order round, a third time goes back to the newest first. */
  sortBy(sort: ConnectionSort): void;
  select(id: ConnectionId | null): void;
  selectAttempt(seq: Seq | null): void;
}

const newestFirst = { sort: 'recent', isDescending: true } as const;

/** What the view Clients shows; it stays while another view is on the screen. */
export const useClients = create<ClientsStore>((set) => ({
  group: 'all',
  find: '',
  ...newestFirst,
  selected: null,
  attempt: null,
  showGroup: (group) => set({ group }),
  setFind: (find) => set({ find }),
  sortBy: (sort) =>
    set((before) => {
      if (before.sort !== sort) return { sort, isDescending: false };
      return before.isDescending ? newestFirst : { isDescending: true };
    }),
  select: (selected) => set({ selected }),
  selectAttempt: (attempt) => set({ attempt }),
}));

/** Goes to the view Clients, with one client open. */
export function showClient(id: ConnectionId): void {
  useClients.getState().showGroup('all');
  useClients.getState().select(id);
  showView('clients');
}
