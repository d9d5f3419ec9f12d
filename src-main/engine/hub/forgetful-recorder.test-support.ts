import { detailText } from '../capture/detail-text';
import type { EntryInput } from '../capture/recorder';
import { redactDetail } from '../capture/redact';
import { MemoryRecorder } from './memory-recorder.test-support';

/** Does to each entry what the real one does, and forgets it: a million of them would be all the memory there is. */
export class ForgetfulRecorder extends MemoryRecorder {
  /** Those that must not be there; they are kept. */
  readonly mistakes: EntryInput[] = [];

  /** @param isMistake told of an entry and of its detail as JSON, secrets masked as they would be */
  constructor(private readonly isMistake: (entry: EntryInput, detail: string) => boolean) {
    super();
  }

  override record(entry: EntryInput): number {
    const detail = detailText(entry.detail === undefined ? undefined : redactDetail(entry.detail), 0, 0);
    if (this.isMistake(entry, detail)) this.mistakes.push(entry);
    const seq = super.record(entry);
    if (this.entries.length > 1_000) this.entries.length = 0;
    return seq;
  }
}
