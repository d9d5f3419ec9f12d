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
  /** A list that all of these peers have, but for those that are closing; theirs may be behind it. */
  private shared: { readonly peers: readonly OutgoingPeer[]; list: Pending } | null = null;
  private isScheduled = false;
  private hasMore = false;
  private lastCostMs = 0;
  private lastEndMs = 0;
  private readonly run = (): void => this.flushSoon();

  constructor(private readonly clock: Clock) {}

  queue(peer: OutgoingPeer, frame: OutgoingFrame): void {
    this.settle();
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
   * costs a comparison, and nothing is looked at but the peer itself. What goes to the very same peers again, and nobody
   * was sent anything else in between, costs nothing for each of them until their lists are asked for. `peers` may not be
   * changed later: who comes or goes makes another list.
   */
  queueForAll(peers: readonly OutgoingPeer[], frame: OutgoingFrame, except: OutgoingPeer | null): void {
    if (this.shared !== null && this.shared.peers === peers && except === null) {
      this.shared.list = this.shared.list.with(frame);
      this.schedule();
      return;
    }
    this.settle();
    const first = this.root.with(frame);
    let common: Pending | null = null;
    let isCommon = except === null;
    let before: Pending | null = null;
    let after = first;
    for (const peer of peers) {
      if (peer === except || peer.isClosing) {
        continue;
      }
      const pending = peer.pending;
      if (pending === null) {
        this.waiting.push(peer);
        peer.pending = first;
      } else {
        if (pending !== before) {
          before = pending;
          after = pending.with(frame);
        }
        peer.pending = after;
      }
      common ??= peer.pending;
      isCommon &&= peer.pending === common;
    }
    this.shared = isCommon && common !== null ? { peers, list: common } : null;
    this.schedule();
  }

  /** Gives each peer its list. To be called before one is looked at. */
  settle(): void {
    const { shared } = this;
    if (shared === null) {
      return;
    }
    this.shared = null;
    for (const peer of shared.peers) {
      // All the others had the same list when it began to be shared, and got nothing since.
      if (!peer.isClosing) {
        peer.pending = shared.list;
      }
    }
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
    this.settle();
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
