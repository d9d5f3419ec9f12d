const empty: Buffer = Buffer.alloc(0);

/**
 * Bytes that come in pieces, as one buffer. Whoever sends them chooses the size of the pieces: keeping each of them would
 * take a hundred times the memory of pieces of one byte.
 */
export class GrowingBytes {
  private bytes: Buffer = empty;
  private used = 0;

  get length(): number {
    return this.used;
  }

  /** The piece is copied. */
  push(piece: Uint8Array): void {
    const needed = this.used + piece.length;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.bytes.length, 256));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.bytes.set(piece, this.used);
    this.used = needed;
  }

  /** All of them, and begins anew. */
  take(): Buffer {
    const all = this.bytes.subarray(0, this.used);
    this.bytes = empty;
    this.used = 0;
    return all;
  }
}
