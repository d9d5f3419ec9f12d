import type { Seq } from '../../contract/ids';
import type { EntryInput, Recorder } from '../capture/recorder';

/** An entry as it was handed over, with its bytes as text (the caller may reuse its buffer). */
export interface RecordedEntry extends EntryInput {
  readonly seq: Seq;
  readonly text: string;
}

/** A recorder that keeps everything, for tests of what is recorded. */
export class MemoryRecorder implements Recorder {
  readonly entries: RecordedEntry[] = [];
  private last = 0;
  private readonly waiting: { test: (entry: RecordedEntry) => boolean; resolve: (entry: RecordedEntry) => void }[] = [];

  record(entry: EntryInput): Seq {
    this.last += 1;
    const seq = this.last;
    const text = entry.body === undefined ? '' : Buffer.from(entry.body).toString();
    const recorded = { ...entry, seq, text };
    // What the store will do with a detail: it has to be JSON.
    JSON.stringify(entry.detail);
    this.entries.push(recorded);
    for (const one of this.waiting.filter(({ test }) => test(recorded))) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      one.resolve(recorded);
    }
    return seq;
  }

  of(kind: EntryInput['kind'], action?: EntryInput['action']): readonly RecordedEntry[] {
    return this.entries.filter((entry) => entry.kind === kind && (action === undefined || entry.action === action));
  }

  /** The first entry that passes, past or future. */
  waitFor(test: (entry: RecordedEntry) => boolean): Promise<RecordedEntry> {
    const past = this.entries.find(test);
    return past !== undefined ? Promise.resolve(past) : new Promise((resolve) => this.waiting.push({ test, resolve }));
  }
}
