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

  /** Reads the labels that are kept, again when other ones are. */
  start(): Promise<void> {
    return this.labels.load();
  }

  list({ group, find, sort, isDescending, from, count }: ConnectionQuery): ConnectionWindow {
    const { open, closed } = this.look();
    const words = find.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = [open, closed].map((rows) =>
      words.length === 0 ? rows : rows.filter((row) => words.every((word) => this.holds(row, word))),
    );
    const [openFound = [], closedFound = []] = found;
    const rows = (group === 'all' ? found : [group === 'open' ? openFound : closedFound]).flatMap((part) =>
      this.exactFirst(
        sortConnections(part, sort, isDescending, (row) => this.labels.labelOf(row)),
        find.trim().toLowerCase(),
      ),
    );
    return {
      open: openFound.length,
      closed: closedFound.length,
      allOpen: open.length,
      allClosed: closed.length,
      from,
      rows: this.listed(rows.slice(from, from + Math.min(count, limits.connectionRows)), open),
    };
  }

  /** null if it is not known (any more). */
  detail(id: ConnectionId): ConnectionDetail | null {
    const { open, closed } = this.look();
    const known = [...open, ...closed].find((row) => row.id === id);
    const [connection] = known === undefined ? [] : this.listed([known], open);
    if (connection === undefined) return null;
    const siblings = open
      .filter((row) => row.user !== '' && row.user === connection.user && row.app === connection.app && row.id !== id)
      .slice(0, limits.connectionRows)
      .map((row) => ({ id: row.id, socketId: row.socketId, label: this.labels.labelOf(row) }));
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

  private look(): { readonly open: readonly ConnectionSummary[]; readonly closed: readonly ConnectionSummary[] } {
    const [open, closed] = [this.hub.connections(), this.hub.closedConnections()];
    this.labels.look(open, closed);
    return { open, closed };
  }

  /** With what a row shows besides; worked out for those that are shown only. */
  private listed(rows: readonly ConnectionSummary[], open: readonly ConnectionSummary[]): readonly ListedConnection[] {
    const sockets = new Map(rows.filter(({ user }) => user !== '').map((row) => [userOf(row), 0]));
    const users = new Set(rows.map(({ user }) => user));
    for (const one of sockets.size === 0 ? [] : open) {
      if (!users.has(one.user)) continue;
      const count = sockets.get(userOf(one));
      if (count !== undefined) sockets.set(userOf(one), count + 1);
    }
    return rows.map((row) => ({
      ...row,
      label: this.labels.labelOf(row),
      userSockets: sockets.get(userOf(row)) ?? 0,
    }));
  }

  private holds(row: ConnectionSummary, word: string): boolean {
    const { user, socketId, agent, library, page, remoteAddress } = row;
    const isHeld = (text: string) => text.toLowerCase().includes(word);
    return [user, socketId, agent, library, page, remoteAddress].some(isHeld) || isHeld(this.labels.labelOf(row));
  }

  /** Whoever types 42 means user 42 before all the socket ids with 42 in them. */
  private exactFirst(rows: readonly ConnectionSummary[], find: string): readonly ConnectionSummary[] {
    if (find === '') return rows;
    const isExact = (row: ConnectionSummary) =>
      row.user.toLowerCase() === find || this.labels.labelOf(row).toLowerCase() === find;
    return [...rows.filter(isExact), ...rows.filter((row) => !isExact(row))];
  }
}

function userOf({ app, user }: ConnectionSummary): string {
  return `${app}\n${user}`;
}
