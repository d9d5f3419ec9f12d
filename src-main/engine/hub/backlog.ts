import type { Writable } from 'node:stream';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';

export interface BacklogListener {
  slow(unsentBytes: number): void;
  drained(): void;
  /** Nothing is held any more. */
  emptied(): void;
}

const nothing = Buffer.alloc(0);

/**
 * Writes to one socket and knows what has left. Above limits.connectionHoldBytes in the socket it holds what comes
 * (the buffers are shared with other connections) and goes on when the socket has drained.
 */
export class Backlog {
  /** Seq of the last frame the system took. */
  lastWrittenSeq: Seq = 0;
  isSlow = false;
  private inSocketBytes = 0;
  private heldBytes = 0;
  private held: { readonly bytes: Buffer; readonly seq: Seq }[] = [];
  private isDraining = false;

  constructor(
    private readonly socket: Writable,
    private readonly listener: BacklogListener,
  ) {
    socket.on('drain', () => this.drain());
  }

  /** Bytes handed over that the system has not taken yet. */
  get unsentBytes(): number {
    return this.inSocketBytes + this.heldBytes;
  }

  write(bytes: Buffer, seq: Seq): void {
    if (this.isSlow || this.socket.writableLength > limits.connectionHoldBytes) {
      this.hold(bytes, seq);
    } else {
      this.writeNow(bytes, seq);
    }
  }

  private hold(bytes: Buffer, seq: Seq): void {
    this.held.push({ bytes, seq });
    this.heldBytes += bytes.length;
    if (!this.isSlow) {
      this.isSlow = true;
      this.listener.slow(this.unsentBytes);
    }
  }

  private writeNow(bytes: Buffer, seq: Seq): void {
    this.socket.write(bytes);
    if (this.socket.writableLength === 0) {
      this.lastWrittenSeq = seq;
      return;
    }
    // Only a socket that is behind pays for knowing when these bytes have left: an empty write queues up behind them.
    this.inSocketBytes += bytes.length;
    this.socket.write(nothing, (error) => {
      if (!error) {
        this.inSocketBytes -= bytes.length;
        this.lastWrittenSeq = Math.max(this.lastWrittenSeq, seq);
      }
    });
  }

  private drain(): void {
    if (!this.isSlow || this.isDraining) {
      return;
    }
    this.isDraining = true;
    let next = 0;
    while (next < this.held.length && this.socket.writableLength <= limits.connectionHoldBytes) {
      const { bytes, seq } = this.held[next] as { bytes: Buffer; seq: Seq };
      this.heldBytes -= bytes.length;
      this.writeNow(bytes, seq);
      next += 1;
    }
    this.held = next === 0 ? this.held : this.held.slice(next);
    this.isDraining = false;
    if (this.held.length === 0) {
      this.isSlow = false;
      this.listener.drained();
      this.listener.emptied();
    }
  }
}
