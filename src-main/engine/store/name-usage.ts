import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';
import { foldText } from './fold-text';
import type { NameTexts } from './name-texts';

/** Names of channels and events are counted from so many entries back. */
const countedSeqs = 100_000;
const choices = 50;
const clientsLooked = 2_000;

/** Names used lately, to complete what is being typed. */
export class NameUsage {
  private readonly lastSeq: Statement;
  private readonly count: Statement;
  private readonly clients: Statement;
  private readonly uses = { channel: new Map<number, number>(), event: new Map<number, number>() };
  private countedTo = 0;

  constructor(
    db: Database,
    private readonly names: NameTexts,
  ) {
    this.lastSeq = db.prepare('SELECT max(seq) AS seq FROM entry');
    this.count = db.prepare(
      'SELECT channel, event, count(*) AS uses FROM entry WHERE seq BETWEEN ? AND ? GROUP BY channel, event',
    );
    this.clients = db.prepare(`SELECT socket_id, user FROM connection ORDER BY id DESC LIMIT ${clientsLooked}`);
  }

  /** Names that begin with what is typed, most used first; then those that contain it. */
  complete(field: 'channel' | 'event' | 'client', prefix: string): string[] {
    const wanted = foldText(prefix);
    const starting: string[] = [];
    const containing: string[] = [];
    for (const name of field === 'client' ? this.clientNames() : this.usedNames(field)) {
      const folded = foldText(name);
      if (folded.startsWith(wanted)) {
        starting.push(name);
      } else if (folded.includes(wanted)) {
        containing.push(name);
      }
      if (starting.length >= choices) {
        break;
      }
    }
    return [...starting, ...containing].slice(0, choices);
  }

  private usedNames(field: 'channel' | 'event'): Iterable<string> {
    this.countNew();
    const ordered = [...this.uses[field]].sort(([, first], [, second]) => second - first);
    const names = new Set<string>();
    for (const [id] of ordered) {
      const text = this.names.text(id);
      // A publish to several channels has them in one name.
      for (const name of field === 'channel' ? text.split(', ') : [text]) {
        names.add(name);
      }
    }
    names.delete('');
    return names;
  }

  private clientNames(): Iterable<string> {
    const users = new Set<string>();
    const sockets = new Set<string>();
    for (const { socket_id: socketId, user } of this.clients.all()) {
      users.add(String(user));
      sockets.add(String(socketId));
    }
    users.delete('');
    sockets.delete('');
    return new Set([...users, ...sockets]);
  }

  private countNew(): void {
    const last = Number(this.lastSeq.get()?.seq ?? 0);
    const from = Math.max(this.countedTo + 1, last - countedSeqs);
    this.countedTo = last;
    for (const row of this.count.all(from, last)) {
      add(this.uses.channel, Number(row.channel), Number(row.uses));
      add(this.uses.event, Number(row.event), Number(row.uses));
    }
  }
}

/** Publishers feed it: when it is full it starts again, and names in use are soon back. */
function add(uses: Map<number, number>, id: number, more: number): void {
  if (uses.size >= limits.internedNames) {
    uses.clear();
  }
  uses.set(id, (uses.get(id) ?? 0) + more);
}
