import type { OutgoingFrame } from './frame';

/**
 * What one or many connections have to be sent in this turn, as a node of a trie: the way from the root to a node is a
 * list of frames. Connections with the same list share the node, and so the joined buffer, whatever the mix of channels.
 */
export class Pending {
  private joined: Buffer | null = null;
  /**
   * The child made last is the only one that can be asked for again: a frame is handed to all of its receivers before
   * the next frame comes.
   */
  private child: Pending | null = null;

  private constructor(
    readonly parent: Pending | null,
    readonly frame: OutgoingFrame,
    readonly sizeBytes: number,
    /** Frames of the list that are messages, not heartbeats. */
    readonly messages: number,
  ) {}

  static root(): Pending {
    return new Pending(null, { bytes: Buffer.alloc(0), seq: 0 }, 0, 0);
  }

  /** This list with one more frame. */
  with(frame: OutgoingFrame): Pending {
    const child = this.child;
    if (child !== null && child.frame === frame) {
      return child;
    }
    const messages = this.messages + (frame.isHeartbeat === true ? 0 : 1);
    const next = new Pending(this, frame, this.sizeBytes + frame.bytes.length, messages);
    this.child = next;
    return next;
  }

  /** All frames of the list as one buffer, joined once for everybody who shares it. */
  bytes(): Buffer {
    if (this.joined === null) {
      this.joined = this.parent === null || this.parent.sizeBytes === 0 ? this.frame.bytes : this.join();
    }
    return this.joined;
  }

  private join(): Buffer {
    const whole = Buffer.allocUnsafe(this.sizeBytes);
    let node: Pending = this;
    while (node.sizeBytes > 0) {
      // A list that is sent to some as it is may be the start of a longer one: take its joined bytes if they are there.
      if (node.joined !== null) {
        node.joined.copy(whole, 0);
        break;
      }
      node.frame.bytes.copy(whole, node.sizeBytes - node.frame.bytes.length);
      node = node.parent as Pending;
    }
    return whole;
  }
}
