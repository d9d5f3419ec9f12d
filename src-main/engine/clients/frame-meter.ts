/** What one message took on the wire. */
export interface MessageWire {
  /** Heads of frames included. */
  readonly bytes: number;
  /** permessage-deflate was used for it. */
  readonly isDeflated: boolean;
  /** In so many frames. */
  readonly frames: number;
}

const nothing: MessageWire = { bytes: 0, isDeflated: false, frames: 0 };

/** Reads the heads of frames as they come in (RFC 6455 section 5.2), and nothing of their payloads. */
export class FrameMeter {
  private readonly whole: MessageWire[] = [];
  private readonly head = Buffer.alloc(14);
  private headBytes = 0;
  private payloadLeft = 0;
  private isInPayload = false;
  private current = nothing;

  take(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.isInPayload) {
        const taken = Math.min(this.payloadLeft, chunk.length - at);
        at += taken;
        this.payloadLeft -= taken;
      } else {
        this.head[this.headBytes] = chunk[at] as number;
        this.headBytes += 1;
        at += 1;
        if (this.headBytes < 2 || this.headBytes < this.headLength) continue;
        this.payloadLeft = this.payloadLength;
        this.isInPayload = true;
      }
      if (this.payloadLeft === 0) this.frameOver();
    }
  }

  /** Of the oldest whole message that was not asked for yet. */
  next(): MessageWire {
    return this.whole.shift() ?? nothing;
  }

  private get shortLength(): number {
    return (this.head[1] as number) & 0x7f;
  }

  private get headLength(): number {
    const masked = (this.head[1] as number) & 0x80 ? 4 : 0;
    return 2 + masked + (this.shortLength === 126 ? 2 : this.shortLength === 127 ? 8 : 0);
  }

  private get payloadLength(): number {
    if (this.shortLength === 126) return this.head.readUInt16BE(2);
    return this.shortLength === 127 ? Number(this.head.readBigUInt64BE(2)) : this.shortLength;
  }

  private frameOver(): void {
    const first = this.head[0] as number;
    const isControl = (first & 0x08) !== 0;
    if (!isControl) {
      const { bytes, isDeflated, frames } = this.current;
      this.current = {
        bytes: bytes + this.headBytes + this.payloadLength,
        isDeflated: isDeflated || (first & 0x40) !== 0,
        frames: frames + 1,
      };
      if ((first & 0x80) !== 0) {
        this.whole.push(this.current);
        this.current = nothing;
      }
    }
    this.headBytes = 0;
    this.isInPayload = false;
  }
}
