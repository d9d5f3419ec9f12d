import type { ConnectionSort, ListedConnection } from '../../contract/connection';

type Compare = (left: ListedConnection, right: ListedConnection) => number;

/** Later than any moment there is: what is still open outlives what is not, in the order it opened. */
const stillOpen = 8.64e15;

/** 9 before 10, whatever the locale. */
const collator = new Intl.Collator('en', { numeric: true });

/** What is empty comes behind all else, in both directions. */
function byText(text: (one: ListedConnection) => string): (sign: 1 | -1) => Compare {
  return (sign) => (left, right) => {
    const [a, b] = [text(left), text(right)];
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return sign * collator.compare(a, b);
  };
}

function byNumber(number: (one: ListedConnection) => number | null): (sign: 1 | -1) => Compare {
  return (sign) => (left, right) => {
    const [a, b] = [number(left), number(right)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * (a - b);
  };
}

const comparisons: Readonly<Record<ConnectionSort, (sign: 1 | -1) => Compare>> = {
  label: byText(({ label }) => label),
  user: byText(({ user }) => user),
  socketId: byText(({ socketId }) => socketId),
  agent: byText(({ agent, library }) => agent || library),
  page: byText(({ page }) => page),
  address: byText(({ remoteAddress }) => remoteAddress),
  recent: byNumber(({ openedAtMs, closed }) => closed?.atMs ?? openedAtMs),
  lived: byNumber(({ openedAtMs, closed }) => (closed?.atMs ?? stillOpen) - openedAtMs),
  channels: byNumber(({ channels }) => channels.length),
  messages: byNumber(({ messagesUp, messagesDown }) => messagesUp + messagesDown),
  lastMessage: byNumber(({ lastMessageAtMs }) => lastMessageAtMs),
  state: byNumber(({ state, closed }) => (state === 'slow' ? -1 : (closed?.code ?? 0))),
};

/** Sorts in place. Of equals, the one that came later is first. */
export function sortConnections(rows: ListedConnection[], sort: ConnectionSort, isDescending: boolean): void {
  const compare = comparisons[sort](isDescending ? -1 : 1);
  rows.sort((left, right) => compare(left, right) || right.id - left.id);
}
