import type { Seq } from '../../../../contract/ids';
import type { Update } from '../event-stream';

/** An update that may be asked for again. */
export interface KeptUpdate {
  readonly update: Update;
  /** Its publish entry. */
  readonly publish: Seq;
  readonly atMs: number;
}

/** Where history outlives the process: see database/database-log.ts. */
export interface UpdateLog {
  /** Oldest first. */
  readonly values: readonly unknown[];
  append(value: unknown, keep: number): void;
}

/** The cursor that means everything there is. */
export const earliest = 'earliest';

/** Data kept in memory, whatever the number of updates, in characters. */
const mostChars = 33_554_432;

/** Of the newest, for the question when one of them was published: asked for each event a session gets. */
const lookedAt = 500;

/** The newest updates, in order, for those who come back with the id of the last one they got. */
export class History {
  private kept: KeptUpdate[] = [];
  private first = 0;
  private chars = 0;
  private newestId = earliest;

  constructor(
    private most: number,
    private readonly log: UpdateLog | null,
  ) {
    for (const value of log?.values ?? []) {
      if (isKept(value)) {
        this.take(value);
      }
    }
  }

  /** Id of the newest update, `earliest` if there was none. */
  get lastId(): string {
    return this.newestId;
  }

  get size(): number {
    return this.kept.length - this.first;
  }

  /** Remembers so many from now on. */
  keep(most: number): void {
    this.most = most;
    this.shorten();
  }

  add(kept: KeptUpdate): void {
    this.take(kept);
    if (this.most > 0) {
      this.log?.append(kept, this.most);
    }
  }

  /** What came after the update with this id; null if it is not known (any more). Of two with one id the first one counts. */
  after(id: string): readonly KeptUpdate[] | null {
    if (id === earliest) {
      return this.kept.slice(this.first);
    }
    for (let at = this.first; at < this.kept.length; at += 1) {
      if (this.kept[at]?.update.id === id) {
        return this.kept.slice(at + 1);
      }
    }
    return null;
  }

  /** When the update with this id was published, if it is one of the newest; null if not. */
  sentAtMs(id: string): number | null {
    const last = Math.max(this.first, this.kept.length - lookedAt);
    for (let at = this.kept.length - 1; at >= last; at -= 1) {
      const kept = this.kept[at];
      if (kept?.update.id === id) {
        return kept.atMs;
      }
    }
    return null;
  }

  private take(kept: KeptUpdate): void {
    this.newestId = kept.update.id;
    if (this.most === 0) {
      return;
    }
    this.kept.push(kept);
    this.chars += kept.update.data.length;
    this.shorten();
  }

  private shorten(): void {
    while (this.size > this.most || (this.chars > mostChars && this.size > 1)) {
      this.chars -= this.kept[this.first]?.update.data.length ?? 0;
      this.first += 1;
    }
    // Moving the list for each update that goes would cost as much as the list is long.
    if (this.first > this.most) {
      this.kept = this.kept.slice(this.first);
      this.first = 0;
    }
  }
}

function isKept(value: unknown): value is KeptUpdate {
  const { update, publish, atMs } = (value ?? {}) as Partial<KeptUpdate>;
  return (
    Array.isArray(update?.topics) &&
    typeof update?.id === 'string' &&
    typeof publish === 'number' &&
    typeof atMs === 'number'
  );
}
