export interface Counted {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
}

interface Slot {
  name: string;
  count: number;
  bytes: number;
  /** Place in the heap. */
  at: number;
}

/**
 * The names that come most often, in bounded space ("space-saving"): a name that is new when all places are taken gets the
 * place, and the count, of the rarest one. A name that is more than 1 in `places` of all is never missed; counts are never
 * too low, and too high by at most that share. The places are a heap with the rarest on top, so one more costs at most its
 * depth.
 */
export class TopCounter {
  private readonly byName = new Map<string, Slot>();
  private readonly heap: Slot[] = [];

  constructor(private readonly places: number) {}

  add(name: string, bytes: number, count = 1): void {
    const known = this.byName.get(name);
    if (known !== undefined) {
      known.count += count;
      known.bytes += bytes;
      this.sink(known);
      return;
    }
    if (this.heap.length < this.places) {
      const slot = { name, count, bytes, at: this.heap.length };
      this.heap.push(slot);
      this.byName.set(name, slot);
      this.rise(slot);
      return;
    }
    const rarest = this.heap[0] as Slot;
    this.byName.delete(rarest.name);
    rarest.name = name;
    rarest.count += count;
    rarest.bytes = bytes;
    this.byName.set(name, rarest);
    this.sink(rarest);
  }

  /** The most frequent, most first. */
  top(most: number): Counted[] {
    return [...this.heap]
      .sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1))
      .slice(0, most)
      .map(({ name, count, bytes }) => ({ name, count, bytes }));
  }

  private rise(slot: Slot): void {
    while (slot.at > 0) {
      const above = this.heap[(slot.at - 1) >> 1] as Slot;
      if (above.count <= slot.count) return;
      this.swap(slot, above);
    }
  }

  private sink(slot: Slot): void {
    for (;;) {
      const left = this.heap[slot.at * 2 + 1];
      const right = this.heap[slot.at * 2 + 2];
      const rarer = right !== undefined && left !== undefined && right.count < left.count ? right : left;
      if (rarer === undefined || rarer.count >= slot.count) return;
      this.swap(rarer, slot);
    }
  }

  private swap(one: Slot, other: Slot): void {
    const at = one.at;
    one.at = other.at;
    other.at = at;
    this.heap[one.at] = one;
    this.heap[other.at] = other;
  }
}
