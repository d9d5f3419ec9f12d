import { limits } from '../../contract/limits';
import { storableText } from '../store/storable-text';

/**
 * Numbers for channel, event and app names, so that a batch carries each name once. Publishers feed it, so it is
 * bounded: a full table is thrown away and a new generation starts.
 */
export class NameTable {
  private numbers = new Map<string, number>();
  private fresh: string[] = [];
  private next = 1;
  private chars = 0;
  generation = 0;

  /** 0 for the empty name. Names longer than limits.nameChars are cut. */
  number(name: string): number {
    if (name === '') {
      return 0;
    }
    const known = this.numbers.get(name);
    return known ?? this.add(name);
  }

  /** True if another name may not fit; a new generation may start only between batches. */
  get isFull(): boolean {
    return this.numbers.size >= limits.internedNames - 4 * limits.batchEntries || this.chars >= limits.internedChars;
  }

  startGeneration(): void {
    this.numbers = new Map();
    this.fresh = [];
    this.next = 1;
    this.chars = 0;
    this.generation += 1;
  }

  /** The names added since the last call, and the number of the first of them. */
  takeFresh(): { readonly from: number; readonly names: readonly string[] } {
    const names = this.fresh;
    this.fresh = [];
    return { from: this.next - names.length, names };
  }

  private add(name: string): number {
    const kept = storableText(name, limits.nameChars);
    if (kept !== name) {
      // The cut form is what is looked up from now on, so a flood of long names cannot fill the table twice.
      const known = this.numbers.get(kept);
      if (known !== undefined) {
        return known;
      }
    }
    const number = this.next;
    this.next += 1;
    this.chars += kept.length;
    this.numbers.set(kept, number);
    this.fresh.push(kept);
    return number;
  }
}
