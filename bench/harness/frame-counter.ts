/** Shorter payloads are what the protocol itself says: pings, subscription_succeeded. */
const shortestMessage = 150;

/** Counts the messages in the bytes a WebSocket server sends to one socket, and does no more: it must never be the slow side. */
export class FrameCounter {
  messages = 0;
  /** Payload bytes of the present frame that are still to come. */
  private left = 0;
  /** Start of a frame's head that was cut. */
  private head: number[] = [];

  take(bytes: Uint8Array, length: number): void {
    let at = 0;
    while (at < length) {
      if (this.left > 0) {
        const step = Math.min(this.left, length - at);
        this.left -= step;
        at += step;
      } else if (this.head.length === 0 && length - at >= 10) {
        at += this.start(bytes, at);
      } else {
        this.head.push(bytes[at] as number);
        at += 1;
        if (isWhole(this.head)) {
          this.start(this.head, 0);
          this.head = [];
        }
      }
    }
  }

  /** Reads a head; returns its length. */
  private start(bytes: ArrayLike<number>, at: number): number {
    const short = (bytes[at + 1] as number) & 0x7f;
    let headBytes = 2;
    let payload = short;
    if (short === 126) {
      headBytes = 4;
      payload = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    } else if (short === 127) {
      headBytes = 10;
      payload = 0;
      for (let index = 2; index < 10; index += 1) payload = payload * 256 + (bytes[at + index] as number);
    }
    this.left = payload;
    if (payload >= shortestMessage) this.messages += 1;
    return headBytes;
  }
}

function isWhole(head: readonly number[]): boolean {
  const short = (head[1] ?? 0) & 0x7f;
  return head.length >= (short === 126 ? 4 : short === 127 ? 10 : 2);
}
