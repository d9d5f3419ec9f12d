import type { Clock } from '../clock';
import type { OutgoingFrame } from './frame';
import { Pending } from './pending';

/** Somebody frames are queued for. */
export interface OutgoingPeer {
  /** What is queued for it in this turn; only the turn sets it to something, only the peer to null. */
  pending: Pending | null;
  /** True once it refuses frames. */
  readonly isClosing: boolean;
  /** Told once a turn if anything is queued, with the time: takes `pending` and writes it. Never throws. */
  writePending(atMs: number): void;
}

const manyPeers = 64;
const longestGatherMs = 5;
/** With few peers: how soon after a write the next one may be put off for what still comes in. */
const busyGatherMs = 1;

/**
 * Gathers everything sent in one turn of the event loop, so that each socket gets one write. It waits for the check
 * phase (setImmediate): every request is a callback of its own, and a microtask would flush after each of them.
 */
export class OutgoingTurn {
  private root = Pending.root();
  private waiting: OutgoingPeer[] = [];
  private answers: (() => void)[] = [];
  private isScheduled = false;
  private hasMore = false;
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

  /**
   * Answers a request with the others of its turn. One by one each would wake the app server, which then sleeps again
   * before the next, and waking a process costs more than writing to it. `write` never throws.
   */
  answer(write: () => void): void {
    this.answers.push(write);
    this.schedule();
  }

  private schedule(): void {
    this.hasMore = true;
    if (!this.isScheduled && this.waiting.length + this.answers.length > 0) {
      this.isScheduled = true;
      setImmediate(this.run);
    }
  }

  private flushSoon(): void {
    const gatheredMs = this.clock.nowMs() - this.lastEndMs;
    const isMany = this.waiting.length >= manyPeers;
    const isWaiting = isMany ? this.waitsForMany(gatheredMs) : this.waitsForMore(gatheredMs);
    this.hasMore = false;
    if (isMany || !isWaiting) {
      // Before the frames: while those are written, which takes long with many peers, the next requests are made.
      this.writeAnswers();
    }
    if (isWaiting) {
      setImmediate(this.run);
    } else {
      this.isScheduled = false;
      this.flush();
    }
  }

  private writeAnswers(): void {
    const answers = this.answers;
    this.answers = [];
    for (const write of answers) {
      write();
    }
  }

  /**
   * After an expensive flush it pays to gather a little longer, up to the cost of that flush: many sockets then share
   * fewer writes.
   */
  private waitsForMany(gatheredMs: number): boolean {
    return gatheredMs < Math.min(longestGatherMs, this.lastCostMs);
  }

  /**
   * With few sockets waiting would cost more than it saves, unless more comes with every turn of the loop, as it does when
   * each publish has a connection of its own. The first turn without anything new ends it.
   */
  private waitsForMore(gatheredMs: number): boolean {
    return this.hasMore && gatheredMs < busyGatherMs;
  }

  private flush(): void {
    const peers = this.waiting;
    const startMs = this.clock.nowMs();
    this.waiting = [];
    this.root = Pending.root();
    for (const peer of peers) {
      peer.writePending(startMs);
    }
    this.lastEndMs = this.clock.nowMs();
    this.lastCostMs = peers.length < manyPeers ? 0 : this.lastEndMs - startMs;
  }
}
