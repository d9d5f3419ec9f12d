import type { Redis } from 'ioredis';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { ClientContext } from '../../../clients/client-side';
import { failedWords, isSigned, readStreamValue } from '../../../formats/messenger-envelope';
import { summaryOf } from '../../../store/summary';
import { allowed, notThere } from './link';
import { type StreamInfo, streamInfo } from './stream-info';

/** How long one XREAD waits: so long a stream that is added, or left, waits too. */
const blockMs = 1_000;
const readAtOnce = 100;
const delayedAtOnce = 100;
const rememberedDelayed = 1_000;

interface Watched {
  /** Of the last entry that was seen, or of the last there was. */
  id: string;
  /** XINFO's entries-added as of that id; null where it is not told (Redis 6). */
  added: number | null;
}

/**
 * Streams read without a consumer group, so that nothing changes for those who have one: Messenger throws if there is a second.
 * XREAD, XINFO and ZRANGE alone; never XREADGROUP, XACK, XDEL or ZPOPMIN.
 */
export class Streams {
  private readonly watched = new Map<string, Watched>();
  /** Messages that wait in `NAME__queue`, by what they are: their entry, to be named when they come. */
  private readonly delayed = new Map<string, Seq>();
  private isReading = false;
  private isOver = false;
  private readonly signed = new Set<string>();

  constructor(
    private readonly reader: Redis,
    private readonly asker: Redis,
    private readonly context: ClientContext,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Rejects with what Redis said, such as WRONGTYPE. */
  async watch(name: string): Promise<void> {
    const info = await streamInfo(this.asker, name);
    const before = this.remembered(name);
    // A stream that was begun anew has lower ids: read from its first entry, or nothing would ever come.
    const isSame = before !== null && info !== null && !isLater(before.id, info.lastId);
    const fresh = { id: info?.lastId ?? '0-0', added: info?.added ?? 0 };
    this.watched.set(name, isSame ? before : before === null ? fresh : { id: '0-0', added: 0 });
    this.keep(name);
    if (!this.isReading) this.read().catch((error: unknown) => this.failed(error));
    await this.lookAtDelayed(name);
  }

  leave(name: string): void {
    this.watched.delete(name);
    this.context.memory.delete(`stream ${name}`);
  }

  /** Whether messages of a stream are signed: one that is not would be thrown away. */
  isSigned(name: string): boolean {
    return this.signed.has(name);
  }

  close(): void {
    this.isOver = true;
  }

  /** What there is to say of each stream, and what was deleted before it was seen. */
  async look(): Promise<readonly { readonly name: string; readonly info: StreamInfo | null }[]> {
    const found = [];
    for (const name of this.watched.keys()) {
      const info = await streamInfo(this.asker, name);
      this.compare(name, info);
      found.push({ name, info });
    }
    return found;
  }

  async lookAtAllDelayed(): Promise<void> {
    for (const name of this.watched.keys()) await this.lookAtDelayed(name);
  }

  private async read(): Promise<void> {
    this.isReading = true;
    try {
      while (!this.isOver && this.watched.size > 0) {
        const names = [...this.watched.keys()];
        const ids = names.map((name) => this.watched.get(name)?.id ?? '$');
        const answer = await this.reader.xreadBuffer(
          'COUNT',
          readAtOnce,
          'BLOCK',
          blockMs,
          'STREAMS',
          ...names,
          ...ids,
        );
        for (const [stream, entries] of answer ?? []) {
          for (const [id, fields] of entries) this.hear(stream.toString(), id.toString(), fields ?? []);
        }
      }
    } finally {
      this.isReading = false;
    }
  }

  private hear(name: string, id: string, fields: readonly Buffer[]): void {
    const watched = this.watched.get(name);
    if (watched === undefined) return;
    watched.id = id;
    if (watched.added !== null) watched.added += 1;
    this.keep(name);
    const value = fields.length === 2 && String(fields[0]) === 'message' ? fields[1] : undefined;
    if (value === undefined) this.recordPlain(name, id, fields);
    else this.recordMessage(name, value, { stream: name, id });
  }

  private recordMessage(
    name: string,
    value: Buffer,
    detail: Readonly<Record<string, string | number>>,
    dueWords = '',
  ): Seq {
    const envelope = readStreamValue(value);
    if (isSigned(envelope)) this.signed.add(name);
    const key = `${name} ${envelope.type} ${envelope.message}`;
    const cause = dueWords === '' ? this.delayed.get(key) : undefined;
    const says = envelope.message === '' ? envelope.note : summaryOf('publish', Buffer.from(envelope.message), null);
    const seq = this.context.record({
      kind: 'publish',
      direction: 'down',
      channel: name,
      event: envelope.type,
      body: value,
      detail,
      ...(cause === undefined ? {} : { cause }),
      summary: `${dueWords}${failedWords(envelope)}${says}`.slice(0, limits.summaryChars),
    });
    if (dueWords === '') this.delayed.delete(key);
    else this.rememberDelayed(key, seq);
    return seq;
  }

  /** A stream of no framework: one field is its body, several are a JSON object of them. */
  private recordPlain(name: string, id: string, fields: readonly Buffer[]): void {
    const pairs = fields.flatMap((field, at) =>
      at % 2 === 0 ? [[String(field), String(fields[at + 1])] as const] : [],
    );
    const object = Object.fromEntries(pairs);
    const event = object.event ?? object.type ?? object.name ?? '';
    const body = pairs.length === 1 ? (fields[1] as Buffer) : Buffer.from(JSON.stringify(object));
    const names = pairs.map(([field]) => field);
    this.context.record({
      kind: 'publish',
      direction: 'down',
      channel: name,
      event: event.slice(0, 200),
      body,
      detail: { stream: name, id, fields: names },
    });
  }

  /** Those that wait to be moved into the stream when they are due; a consumer does that. */
  private async lookAtDelayed(name: string): Promise<void> {
    const members = await allowed(
      this.asker.zrangeBuffer(`${name}__queue`, '0', String(delayedAtOnce - 1), 'WITHSCORES'),
      notThere,
    );
    for (let at = 0; at + 1 < (members?.length ?? 0); at += 2) {
      const value = members?.[at] as Buffer;
      const dueAtMs = Number(String(members?.[at + 1]));
      const seen = `${name} ${value.toString('latin1')}`;
      if (this.delayed.has(seen)) continue;
      const leftMs = dueAtMs - this.context.clock.nowMs();
      const words = leftMs > 0 ? `due in ${(leftMs / 1_000).toFixed(1)} s: ` : 'due, and no consumer moves it: ';
      this.rememberDelayed(seen, this.recordMessage(name, value, { stream: name, dueAtMs }, words));
    }
  }

  private rememberDelayed(key: string, seq: Seq): void {
    this.delayed.set(key, seq);
    const [oldest] = this.delayed.keys();
    if (this.delayed.size > 2 * rememberedDelayed && oldest !== undefined) this.delayed.delete(oldest);
  }

  /** Entries that were added and deleted in one transaction, or between two reads, are seen by nobody. */
  private compare(name: string, info: StreamInfo | null): void {
    const watched = this.watched.get(name);
    if (watched === undefined || info === null || info.added === null || watched.added === null) return;
    if (info.lastId !== watched.id) return;
    const count = info.added - watched.added;
    watched.added = info.added;
    this.keep(name);
    if (count <= 0) return;
    const reason = `${count} ${count === 1 ? 'entry' : 'entries'} of the stream ${name} had been deleted before they could be read.`;
    const nowMs = this.context.clock.nowMs();
    this.context.record({
      kind: 'gap',
      channel: name,
      detail: { count, fromMs: nowMs, toMs: nowMs, reason },
      summary: reason,
    });
  }

  private remembered(name: string): Watched | null {
    const kept = this.context.memory.get(`stream ${name}`);
    return kept === undefined ? null : (JSON.parse(kept) as Watched);
  }

  private keep(name: string): void {
    this.context.memory.set(`stream ${name}`, JSON.stringify(this.watched.get(name)));
  }
}

/** Whether one id of a stream (`ms-number`) comes after another. */
function isLater(one: string, other: string): boolean {
  const [[ms = 0, number = 0], [otherMs = 0, otherNumber = 0]] = [one, other].map((id) =>
    id.split('-').map(Number),
  ) as [number[], number[]];
  return ms > otherMs || (ms === otherMs && number > otherNumber);
}
