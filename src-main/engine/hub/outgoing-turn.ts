import type { Clock } from '../clock';
import type { OutgoingFrame } from './frame';
import { Pending } from './pending';

/** Somebody frames are queued for. */
export interface OutgoingPeer {
  /** What is queued for it in this turn; only the turn sets it to something, only the peer to null. */
  pending: Pending | null;
  /** True once it refuses frames. */
  readonly isClosing: boolean;
  /** Told once a turn if anything is queued: takes `pending` and writes it. Never throws. */
  writePending(): void;
}

const manyPeers = 64;
const longestGatherMs = 5;

/**
 * Gathers everything sent in one turn of the event loop, so that each socket gets one write. It waits for the check
 * phase (setImmediate): every request is a callback of its own, and a microtask would flush after each of them.
 */
export class OutgoingTurn {
  private root = Pending.root();
  private waiting: OutgoingPeer[] = [];
  private isScheduled = false;
  private lastCostMs = 0;
  private lastEndMs = 0;
  private readonly run = (): void => this.flushSoon();

  constructor(private readonly clock: Clock) {}

  queue(peer: OutgoingPeer, frame: OutgoingFrame): void {
    if (!peer.isClosing) {
      const pending = peer.pending;
      if (pending === null) {
        this.waiting.push(peer);
      }
      peer.pending = (pending ?? this.root).with(frame);
      this.schedule();
    }
  }

  /**
   * The same frame for many. Nearly all of them have the same list, so the last one's is remembered: then a receiver
   * costs a comparison, and nothing is looked at but the peer itself.
   */
  queueForAll(peers: readonly OutgoingPeer[], frame: OutgoingFrame, except: OutgoingPeer | null): void {
    const first = this.root.with(frame);
    let before: Pending | null = null;
    let after = first;
    for (const peer of peers) {
      if (peer === except || peer.isClosing) {
        continue;
      }
      const pending = peer.pending;
      if (pending === null) {
        peer.pending = first;
        this.waiting.push(peer);
        continue;
      }
      if (pending !== before) {
        before = pending;
        after = pending.with(frame);
      }
      peer.pending = after;
    }
    this.schedule();
  }

  private schedule(): void {
    if (!this.isScheduled && this.waiting.length > 0) {
      this.isScheduled = true;
      setImmediate(this.run);
    }
  }

  /**
   * After an expensive flush it pays to gather a little longer, up to the cost of that flush: many sockets then share
   * fewer writes. With few sockets waiting would only cost.
   */
  private flushSoon(): void {
    if (this.waiting.length >= manyPeers && this.lastCostMs > 0) {
      const gatheredMs = this.clock.nowMs() - this.lastEndMs;
      if (gatheredMs < Math.min(longestGatherMs, this.lastCostMs)) {
        setImmediate(this.run);
        return;
      }
    }
    this.isScheduled = false;
    this.flush();
  }

  private flush(): void {
    const peers = this.waiting;
    const isLarge = peers.length >= manyPeers;
    const startMs = isLarge ? this.clock.nowMs() : 0;
    this.waiting = [];
    this.root = Pending.root();
    for (const peer of peers) {
      peer.writePending();
    }
    if (isLarge) {
      this.lastEndMs = this.clock.nowMs();
      this.lastCostMs = this.lastEndMs - startMs;
    } else {
      this.lastCostMs = 0;
    }
  }
}
