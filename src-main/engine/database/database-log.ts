import type { Clock, Timer } from '../clock';
import type { SecondDatabase } from './create-database';

const flushMs = 25;
/** Values that wait for a slow disk; older ones are let go, as they would soon be anyway. */
const mostWaiting = 10_000;

/**
 * A list of JSON values in the second database, of which the newest are kept. Values go to the file a little later, so that
 * nobody waits for the disk: a killed process loses the last few milliseconds.
 */
export class DatabaseLog {
  private waiting: unknown[] = [];
  private timer: Timer | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private keep = 0;

  private constructor(
    private readonly database: Pick<SecondDatabase, 'call'>,
    private readonly clock: Clock,
    private readonly name: string,
    /** What was in it when it was opened, oldest first. */
    readonly values: readonly unknown[],
  ) {}

  /** A file that cannot be read is an empty list: that it cannot is told by the database. */
  static async open(database: Pick<SecondDatabase, 'call'>, clock: Clock, name: string): Promise<DatabaseLog> {
    const { texts } = await database.call('log.read', { name }).catch(() => ({ texts: [] }));
    return new DatabaseLog(
      database,
      clock,
      name,
      texts.map((text) => JSON.parse(text) as unknown),
    );
  }

  /** `keep`: how many are to be left, this one included. */
  append(value: unknown, keep: number): void {
    this.keep = keep;
    this.waiting.push(value);
    if (this.waiting.length > 2 * Math.min(keep, mostWaiting)) {
      this.waiting = this.waiting.slice(-Math.min(keep, mostWaiting));
    }
    if (this.timer === null && !this.isWriting) {
      this.timer = this.clock.setTimeout(() => this.write(), flushMs);
    }
  }

  /** To be awaited before the database is closed. */
  async close(): Promise<void> {
    this.timer?.cancel();
    await this.writing;
    this.write();
    await this.writing;
  }

  private write(): void {
    const { keep } = this;
    this.timer = null;
    if (this.waiting.length === 0) {
      return;
    }
    const texts = this.waiting.slice(-keep).map((value) => JSON.stringify(value));
    this.waiting = [];
    this.isWriting = true;
    this.writing = this.database
      .call('log.append', { name: this.name, texts, keep })
      .then(
        () => {},
        () => {
          // Told by the database as a problem of its own; what is in memory still answers.
        },
      )
      .then(() => {
        this.isWriting = false;
        if (this.waiting.length > 0 && this.timer === null) {
          this.timer = this.clock.setTimeout(() => this.write(), flushMs);
        }
      });
  }
}
