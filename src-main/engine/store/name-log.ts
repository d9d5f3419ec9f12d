import type { PackedBatch } from './packed-batch';

/** The recorder's names of one generation, by number. */
export type NamesOfBatch = Pick<PackedBatch, 'nameGeneration' | 'namesFrom' | 'names'>;

/** Names as the recorder numbers them. Each comes with one batch only, so whoever writes has to remember them. */
export class NameLog {
  generation = -1;
  private texts: string[] = [''];

  /** Before the entries of a batch are looked at, and also if they are not written. */
  learn(batch: NamesOfBatch): void {
    if (batch.nameGeneration !== this.generation) {
      this.generation = batch.nameGeneration;
      this.texts = [''];
    }
    for (const [index, text] of batch.names.entries()) {
      this.texts[batch.namesFrom + index] = text;
    }
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }

  /** All of it, for a writer that takes over. */
  snapshot(): NamesOfBatch {
    return { nameGeneration: this.generation, namesFrom: 0, names: [...this.texts] };
  }
}
