import type { LiveView } from '../../engine/live-view';
import { RowCache } from './row-cache';

/** Fetched around what is in sight, so that a wheel seldom meets a row that is not there. */
const ahead = 60;

/** The rows of one open view: those that were fetched, and the one window that is on its way. */
export class RowWindows {
  readonly cache = new RowCache();
  private knownEnd = 0;
  private pending: { readonly from: number; readonly to: number; readonly controller: AbortController } | null = null;

  constructor(
    readonly view: LiveView,
    private readonly onRows: () => void,
    /** Whether runs of alike entries are one row. */
    private readonly isFolding: boolean,
  ) {}

  /**
   * Sees to it that rows of [from, to) come. A window that is on its way and of no use any more is given up; one that
   * still is gets its time, and what is missing then is asked for when it is here.
   */
  want(from: number, to: number): void {
    const missing = this.cache.missing(from, to);
    if (missing === null) return;
    if (this.pending !== null) {
      if (this.pending.from < missing[1] && missing[0] < this.pending.to) return;
      this.giveUp();
    }
    const { first, length } = this.view.state;
    const wide = this.cache.missing(Math.max(first, from - ahead), Math.min(first + length, to + ahead)) ?? missing;
    void this.fetch(wide[0], wide[1]);
  }

  /** Runs grow at the ends of a view while their positions stay: what is known of them may be old. */
  doubtRuns(): void {
    if (!this.isFolding) return;
    const { first, length, complete } = this.view.state;
    this.cache.doubtRun(this.knownEnd - 1);
    this.knownEnd = first + length;
    this.cache.doubtRun(this.knownEnd - 1);
    if (!complete) this.cache.doubtRun(first);
  }

  /** Rows [from, to), fetched if they are missing; rejects if the view or the engine is gone. */
  async load(from: number, to: number): Promise<void> {
    const missing = this.cache.missing(from, to);
    if (missing === null) return;
    const window = await this.view.rows(missing[0], missing[1] - missing[0]);
    this.cache.add(window.from, window.rows);
    this.cache.trimAround(to);
  }

  close(): void {
    this.giveUp();
    this.view.close();
  }

  private giveUp(): void {
    this.pending?.controller.abort();
    this.pending = null;
  }

  private async fetch(from: number, to: number): Promise<void> {
    const pending = { from, to, controller: new AbortController() };
    this.pending = pending;
    const window = await this.view.rows(from, to - from, pending.controller.signal).catch(() => null);
    const isCurrent = this.pending === pending;
    if (isCurrent) this.pending = null;
    // No window: given up, or the view is gone; a new one is opened when the engine is back.
    if (window === null) return;
    this.cache.add(window.from, window.rows);
    this.cache.trimAround((from + to) / 2);
    if (isCurrent) this.onRows();
  }
}
