import type { ConnectionSort } from '../../contract/connection';
import type { ConnectionSummary } from '../../contract/hub';

/** What rows are compared by: numbers before texts, and nothing last in both directions. */
type Key = number | string | null;

/** Ids are mostly numbers: 9 comes before 10. */
function textKey(text: string): Key {
  if (text === '') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : text.toLowerCase();
}

/** Later than any moment there is: what is still open outlives what is not, in the order it opened. */
const stillOpen = 8.64e15;

const keys: Readonly<Record<Exclude<ConnectionSort, 'recent' | 'label'>, (one: ConnectionSummary) => Key>> = {
  user: ({ user }) => textKey(user),
  socketId: ({ socketId }) => textKey(socketId),
  agent: ({ agent, library }) => textKey(agent || library),
  page: ({ page }) => textKey(page),
  address: ({ remoteAddress }) => textKey(remoteAddress),
  lived: ({ openedAtMs, closed }) => (closed?.atMs ?? stillOpen) - openedAtMs,
  channels: ({ channels }) => channels.length,
  messages: ({ messagesUp, messagesDown }) => messagesUp + messagesDown,
  lastMessage: ({ lastMessageAtMs }) => lastMessageAtMs,
  state: ({ state, closed }) => (state === 'slow' ? -1 : (closed?.code ?? 0)),
};

/**
 * In the order that is wanted; of equals, the one that came later is first. `rows` come in the order they opened, or closed.
 * There may be very many, on the thread of the hub: each row's key is worked out once, and the usual order costs no sorting.
 */
export function sortConnections(
  rows: readonly ConnectionSummary[],
  sort: ConnectionSort,
  isDescending: boolean,
  labelOf: (one: ConnectionSummary) => string,
): readonly ConnectionSummary[] {
  const newestFirst = [...rows].reverse();
  if (sort === 'recent') return isDescending ? newestFirst : rows;
  const keyOf = sort === 'label' ? (one: ConnectionSummary) => textKey(labelOf(one)) : keys[sort];
  const sign = isDescending ? -1 : 1;
  return newestFirst
    .map((one) => ({ one, key: keyOf(one) }))
    .sort((left, right) => compare(left.key, right.key, sign))
    .map(({ one }) => one);
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  if (typeof a !== typeof b) return sign * (typeof a === 'number' ? -1 : 1);
  return sign * (a < b ? -1 : 1);
}
