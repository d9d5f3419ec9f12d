import type { ConnectionDetail, ConnectionQuery, ConnectionWindow, ListedConnection } from '../../contract/connection';
import type { ConnectionSummary } from '../../contract/hub';
import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { Hub } from '../hub/hub';
import { handshakeLines } from './handshake-lines';
import { LabelBook, type LabelStore } from './label-book';
import { withLabelsResolved } from './label-filter';
import { sortConnections } from './order';

/** What is said to a client that a person ends, and what its close entry says. */
export const kickReason = 'Kicked from Hubbub';

/** The connections of the hub as a person looks at them: found, sorted, named, and ended one by one. */
export class ConnectionDesk {
  private readonly labels: LabelBook;

  constructor(
    private readonly hub: Pick<Hub, 'connections' | 'closedConnections' | 'handshake' | 'dismiss'>,
    labels: LabelStore,
    private readonly changed: () => void,
  ) {
    this.labels = new LabelBook(labels);
  }

  /** Reads the labels that are kept. */
  start(): Promise<void> {
    return this.labels.load();
  }

  list({ group, find, sort, isDescending, from, count }: ConnectionQuery): ConnectionWindow {
    const { open, closed } = this.all();
    const words = find.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = [open, closed].map((rows) => rows.filter((row) => words.every((word) => holds(row, word))));
    const [openFound = [], closedFound = []] = found;
    const rows = (group === 'all' ? found : [group === 'open' ? openFound : closedFound]).flatMap((part) => {
      sortConnections(part, sort, isDescending);
      return exactFirst(part, find.trim().toLowerCase());
    });
    return {
      open: openFound.length,
      closed: closedFound.length,
      allOpen: open.length,
      allClosed: closed.length,
      from,
      rows: rows.slice(from, from + Math.min(count, limits.connectionRows)),
    };
  }

  /** null if it is not known (any more). */
  detail(id: ConnectionId): ConnectionDetail | null {
    const { open, closed } = this.all();
    const connection = [...open, ...closed].find((row) => row.id === id);
    if (connection === undefined) return null;
    const siblings = open
      .filter((row) => row.user !== '' && row.user === connection.user && row.app === connection.app && row.id !== id)
      .slice(0, limits.connectionRows)
      .map(({ id, socketId, label }) => ({ id, socketId, label }));
    return { connection, ...handshakeLines(this.hub.handshake(id) ?? ''), siblings };
  }

  kick(id: ConnectionId, mayReturn: boolean): void {
    if (!this.hub.dismiss(id, { mayReturn, reason: kickReason })) {
      throw new ProblemError('not-found', 'This client is not connected any more.', 'There is nothing left to end.');
    }
  }

  /** A filter as the store can read it: it knows sockets, not labels. */
  resolveLabels(filter: string): string {
    return withLabelsResolved(filter, (label) => this.labels.socketsOf(label));
  }

  /** Labels that have a text in them, for completion. */
  completeLabel(part: string): readonly string[] {
    const wanted = part.toLowerCase();
    return this.labels.all().filter((label) => label.toLowerCase().includes(wanted));
  }

  async label(id: ConnectionId, label: string): Promise<void> {
    const known = [...this.hub.connections(), ...this.hub.closedConnections()].find((one) => one.id === id);
    if (known === undefined) {
      throw new ProblemError('not-found', 'This client is not known any more.', 'Label one that is still in the list.');
    }
    await this.labels.give(known, label);
    this.changed();
  }

  private all(): { readonly open: readonly ListedConnection[]; readonly closed: readonly ListedConnection[] } {
    const open = this.hub.connections();
    const closed = this.hub.closedConnections();
    this.labels.look(open, closed);
    const sockets = new Map<string, number>();
    for (const one of open) {
      if (one.user !== '') sockets.set(userOf(one), (sockets.get(userOf(one)) ?? 0) + 1);
    }
    const listed = (one: ConnectionSummary): ListedConnection => ({
      ...one,
      label: this.labels.labelOf(one),
      userSockets: sockets.get(userOf(one)) ?? 0,
    });
    return { open: open.map(listed), closed: closed.map(listed) };
  }
}

function userOf({ app, user }: ConnectionSummary): string {
  return `${app}\n${user}`;
}

function holds(row: ListedConnection, word: string): boolean {
  const { label, user, socketId, agent, library, page, remoteAddress } = row;
  return [label, user, socketId, agent, library, page, remoteAddress].some((text) => text.toLowerCase().includes(word));
}

/** Whoever types 42 means user 42 before all the socket ids with 42 in them. */
function exactFirst(rows: readonly ListedConnection[], find: string): readonly ListedConnection[] {
  if (find === '') return rows;
  const isExact = ({ user, label }: ListedConnection) => user.toLowerCase() === find || label.toLowerCase() === find;
  return [...rows.filter(isExact), ...rows.filter((row) => !isExact(row))];
}
