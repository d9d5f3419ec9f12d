import { limits } from '../../contract/limits';
import type { SecondDatabase } from '../database/create-database';
import type { MinuteRow } from '../database/database-messages';
import type { AppTally, MinuteTally } from './app-tally';
import type { TrafficCounter } from './traffic-counter';
import type { TrafficSeconds } from './traffic-seconds';

/**
 * Keeps minutes in the second database. The present one is written as it stands with every call and replaced by the
 * next, so an engine that is killed loses what was counted since the last call. What could not be written is tried again as
 * long as its seconds are remembered.
 */
export class MinuteKeeper {
  /** First minute that may have changed since it was written. */
  private from: number;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly counter: TrafficCounter,
    private readonly seconds: TrafficSeconds,
    private readonly database: Pick<SecondDatabase, 'call'>,
    private readonly run: string,
  ) {
    this.from = Math.floor(seconds.startSecond / 60);
  }

  /** Resolves when it is written; rejects with a ProblemError. One after the other. */
  keep(nowMs: number): Promise<void> {
    const writing = this.writing.catch(() => {}).then(() => this.write(nowMs));
    this.writing = writing;
    return writing;
  }

  private async write(nowMs: number): Promise<void> {
    const nowSecond = Math.floor(nowMs / 1_000);
    this.seconds.advance(nowSecond);
    const present = Math.floor(nowSecond / 60);
    const first = Math.max(this.from, Math.floor(this.seconds.first(nowSecond) / 60));
    const rows: MinuteRow[] = [];
    for (let minute = first; minute <= present; minute += 1) {
      rows.push(this.row(null, minute, null));
      for (const tally of this.counter.apps) {
        const row = this.row(tally, minute, tally.minutesFrom(minute).find((one) => one.minute === minute) ?? null);
        if (isWorthKeeping(row)) rows.push(row);
      }
    }
    const keepFrom = Math.floor((nowMs - limits.minutesMs) / 60_000);
    await this.database.call('minute.write', { rows, keepFrom });
    this.from = present;
    for (const tally of this.counter.apps) tally.forgetBefore(present);
  }

  private row(tally: AppTally | null, minute: number, detail: MinuteTally | null): MinuteRow {
    const counts = this.seconds.sum(tally?.app ?? null, minute * 60, minute * 60 + 60);
    return {
      minute,
      app: tally === null ? '*' : tally.app,
      run: this.run,
      counts: [...counts],
      detail: detail?.detail() ?? null,
    };
  }
}

function isWorthKeeping({ counts }: MinuteRow): boolean {
  return counts.some((count) => count > 0);
}
