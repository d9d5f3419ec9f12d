import type { Committed } from './capture-writer';
import { CaptureWriter } from './capture-writer';
import type { Database } from './driver';
import type { NameLog } from './name-log';
import { markClean, numbersWithoutCapture, type openCapture } from './open-capture';
import type { StoreOpened } from './store';
import { storeProblem } from './store-problem';
import type { Retention, ToWriter } from './worker-messages';

type OpenMessage = Extract<ToWriter, { type: 'open' }>;

/** The capture file as the writer has it: opened at once, or later if its disk does not allow it yet. */
export class WritableCapture {
  private db: Database | null = null;
  private writer: CaptureWriter | null = null;
  /** What opening has left to write, the disk being full then. */
  private finish: (() => void) | null = null;
  /** An opening that failed and is tried again. */
  private unopened: OpenMessage | null = null;
  /** What the engine was told when opening failed. */
  private told: StoreOpened | null = null;
  /** Where it was changed since the file was asked for. */
  private retention: Retention | null = null;

  constructor(
    private readonly openFile: typeof openCapture,
    private readonly names: NameLog,
  ) {}

  /** Total: `error` is why writing has to wait, null if it does not. */
  open(message: OpenMessage): { readonly opened: StoreOpened; readonly error: unknown } {
    try {
      const opened = this.openNow(message, message.nowMs);
      return { opened, error: this.finish === null ? null : new Error('database or disk is full') };
    } catch (error) {
      // The hub works without a capture; opening is tried again as writing is.
      this.unopened = message;
      const numbers = numbersWithoutCapture(message.path);
      this.told = { ...numbers, crashed: false, lastAtMs: 0, problems: [storeProblem(error)] };
      return { opened: this.told, error };
    }
  }

  /** Throws why writing still has to wait. */
  ready(nowMs: number): CaptureWriter {
    if (this.unopened !== null) {
      const { lastSeq } = this.openNow(this.unopened, nowMs);
      this.unopened = null;
      if (lastSeq > (this.told?.lastSeq ?? 0)) {
        // Numbers were given out without knowing of these entries: they would be given twice.
        this.db?.close();
        this.writer = null;
      }
    }
    if (this.writer === null) {
      throw new Error('It was opened too late in this run; restart Hubbub to record again.');
    }
    this.finish?.();
    this.finish = null;
    return this.writer;
  }

  /** Also for a file that is still to be opened. */
  retain(retention: Retention): void {
    this.retention = retention;
    this.writer?.retain(retention);
  }

  ends(): Committed {
    const { firstSeq = 0, lastSeq = 0 } = this.writer ?? {};
    return { firstSeq, lastSeq, holes: [], hasNewTies: false };
  }

  close(isWhole: boolean): void {
    try {
      if (this.db !== null && isWhole) {
        markClean(this.db);
      }
    } catch {
      // The disk may still be full; the next start then finds a run that did not end.
    }
    try {
      this.db?.close();
    } catch {
      // A damaged file may not close in order; what is committed is committed.
    }
  }

  private openNow(message: OpenMessage, nowMs: number): StoreOpened {
    const file = this.openFile({ ...message, nowMs });
    this.db = file.db;
    this.finish = file.finish;
    this.writer = new CaptureWriter(file.db, this.retention ?? message.retention, this.names);
    return file.opened;
  }
}
