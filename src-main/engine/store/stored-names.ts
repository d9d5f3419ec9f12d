import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';
import type { NameLog } from './name-log';
import type { PackedBatch } from './packed-batch';
import { storableText } from './storable-text';

/** Names are marked as used once in so many seqs, which is how unused ones are found without a scan. */
export const nameEpochSeqs = 250_000;

/** From the recorder's numbers of names to the ids they are stored under. */
export class StoredNames {
  private readonly insert: Statement;
  private readonly prune: Statement;
  private generation = -1;
  private ids: number[] = [0];
  private epoch = -1;

  constructor(
    db: Database,
    private readonly names: NameLog,
  ) {
    this.insert = db.prepare(
      'INSERT INTO name (text, epoch) VALUES (?, ?) ON CONFLICT (text) DO UPDATE SET epoch = excluded.epoch RETURNING id',
    );
    this.prune = db.prepare(
      `DELETE FROM name WHERE epoch < ? AND id NOT IN (SELECT app FROM subscription UNION SELECT channel FROM subscription
         UNION SELECT app FROM connection UNION SELECT protocol FROM connection)`,
    );
  }

  /** Before the entries of a batch: takes over its new names. */
  learn(batch: PackedBatch): void {
    this.names.learn(batch);
    if (batch.nameGeneration !== this.generation) {
      this.generation = batch.nameGeneration;
      this.ids = [0];
    }
    const epoch = Math.floor(batch.firstSeq / nameEpochSeqs);
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.forgetIds();
    }
  }

  /** Id in the table `name` of the recorder's number; 0 for the empty name. Only inside a transaction. */
  id(number: number): number {
    const known = this.ids[number];
    if (known !== undefined && (known !== 0 || number === 0)) {
      return known;
    }
    const text = this.names.text(number);
    const id = text === '' ? 0 : this.store(text);
    this.ids[number] = id;
    return id;
  }

  /** After a transaction that was rolled back: ids given out in it do not exist. */
  forgetIds(): void {
    this.ids.fill(0);
  }

  /** Deletes names not used by any kept entry. Only inside a transaction. */
  pruneBefore(firstKept: Seq): number {
    return this.prune.run(Math.floor(firstKept / nameEpochSeqs)).changes;
  }

  private store(text: string): number {
    const row = this.insert.get(storableText(text, limits.nameChars), this.epoch);
    return typeof row?.id === 'number' ? row.id : 0;
  }
}
