import { useEffect, useMemo, useState } from 'react';
import type { ConnectionWindow, ListedConnection } from '../../../src-main/contract/connection';
import { limits } from '../../../src-main/contract/limits';
import { useRefreshedCall } from '../../engine/refreshed-call';
import { useClients } from '../../state/clients';

const refreshMs = 1_000;
/** Windows begin at multiples of this, so that a small step asks for nothing new. */
const stepRows = 50;

export interface ClientList extends Omit<ConnectionWindow, 'rows' | 'from'> {
  /** Rows of the list: clients, and the head of the closed ones between the two groups. */
  readonly length: number;
  /** Of those, clients. */
  readonly shown: number;
  /** Index of the head of the closed ones; null where there is none. */
  readonly headAt: number | null;
  /** The client of a row; undefined for the head and while it is on its way. */
  at(index: number): ListedConnection | undefined;
}

/** The list as the engine sorts and finds it; only a window around `firstRow` is fetched. null before the first answer. */
export function useClientList(firstRow: number): ClientList | null {
  const { group, find, sort, isDescending } = useClients();
  const wanted = group === 'refused' ? null : group;
  const [from, setFrom] = useState(0);
  useEffect(() => setFrom(Math.max(0, Math.floor(firstRow / stepRows) * stepRows - stepRows)), [firstRow]);
  // Of those that are not shown only the counts are wanted.
  const count = wanted === null ? 0 : limits.connectionRows;
  const query = { group: wanted ?? 'all', find, sort, isDescending, from, count } as const;
  const window = useRefreshedCall('connection.list', query, refreshMs);
  return useMemo(() => (window === null ? null : listOf(window, wanted ?? 'all')), [window, wanted]);
}

function listOf(window: ConnectionWindow, group: 'all' | 'open' | 'closed'): ClientList {
  const { open, closed, allOpen, allClosed } = window;
  const headAt = group === 'all' && closed > 0 ? open : null;
  const clients = group === 'all' ? open + closed : group === 'open' ? open : closed;
  return {
    open,
    closed,
    allOpen,
    allClosed,
    headAt,
    shown: clients,
    length: clients + (headAt === null ? 0 : 1),
    at(index) {
      if (index === headAt) return undefined;
      const position = headAt !== null && index > headAt ? index - 1 : index;
      return window.rows[position - window.from];
    },
  };
}
