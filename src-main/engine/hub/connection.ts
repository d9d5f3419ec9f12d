import { closeWords } from '../../contract/close-words';
import type { ConnectionId, Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import type { Clock, Timer } from '../clock';
import { Backlog } from './backlog';
import type { ConnectionLabel, ConnectionReceiver, Dismissal } from './connection-receiver';
import { silentReceiver } from './connection-receiver';
import { ConnectionRecord } from './connection-record';
import { ConnectionTraffic } from './connection-traffic';
import type { OutgoingFrame } from './frame';
import { encodePongFrame } from './frame';
import type { OutgoingPeer, OutgoingTurn } from './outgoing-turn';
import type { Pending } from './pending';
import type { Wire } from './wire';

/** Where a peer comes from, as told by its handshake. Missing headers are ''. */
export interface PeerOrigin {
  readonly origin: string;
  /** The page itself where it was told (Referer), else its origin. */
  readonly page: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  readonly listener: string;
}

/** A connection that is over: the entry that says so, and what it says. */
export interface ClosedState {
  readonly seq: Seq;
  readonly atMs: number;
  readonly code: number;
  readonly reason: string;
  /** True if the hub closed it. */
  readonly isOwn: boolean;
}

export interface ConnectionParts {
  /** 0 for a peer that gets a handshake only to be told why it is refused: it leaves no open and close entries. */
  readonly id: ConnectionId;
  readonly protocol: string;
  readonly peer: PeerOrigin;
  /** Head of its handshake as it came, secrets and all: see handshake.ts. */
  readonly handshake: string;
  readonly wire: Wire;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly turn: OutgoingTurn;
  readonly onGone: (connection: HubConnection) => void;
}

const closeDrainMs = 2_000;
/** Close codes of RFC 6455 section 7.4.1 and its registry, for a protocol that has none of its own. */
const policyViolation = 1008;
const serviceRestart = 1012;

/** One live peer of the hub. All its outgoing bytes go through one queue, in order: data, pongs, then the close. */
export class HubConnection implements OutgoingPeer {
  readonly id: ConnectionId;
  readonly peer: PeerOrigin;
  readonly openedAtMs: number;
  readonly traffic = new ConnectionTraffic();
  pending: Pending | null = null;
  isClosing = false;
  /** null while it is not over. */
  closed: ClosedState | null = null;
  private readonly backlog: Backlog;
  private readonly entries: ConnectionRecord;
  private receiver: ConnectionReceiver = silentReceiver;
  private closing: { readonly code: number; readonly reason: string } | null = null;
  private failure: { readonly code: number; readonly reason: string } | null = null;
  private refusedBytes = 0;
  private isGone = false;
  private drainTimer: Timer | null = null;

  constructor(private readonly parts: ConnectionParts) {
    this.id = parts.id;
    this.peer = parts.peer;
    this.openedAtMs = parts.clock.nowMs();
    this.entries = new ConnectionRecord(parts.recorder, parts.protocol, parts.id, () => this.app);
    this.backlog = new Backlog(parts.wire.socket, {
      slow: (unsentBytes) => this.entries.state('slow', unsentBytes, this.lastWrittenSeq),
      drained: () => this.entries.state('drained', 0, this.lastWrittenSeq),
      emptied: () => this.finishClose(),
    });
    this.listen();
  }

  get isOpen(): boolean {
    return this.closing === null && !this.isGone && this.parts.wire.isOpen;
  }

  get protocol(): string {
    return this.parts.protocol;
  }

  get isSlow(): boolean {
    return this.backlog.isSlow;
  }

  get lastWrittenSeq(): Seq {
    return this.backlog.lastWrittenSeq;
  }

  get unsentBytes(): number {
    this.parts.turn.settle();
    return this.backlog.unsentBytes + (this.pending?.sizeBytes ?? 0) + this.refusedBytes;
  }

  get handshake(): string {
    return this.parts.handshake;
  }

  get app(): string {
    return this.receiver.app;
  }

  label(): ConnectionLabel {
    return this.receiver.label();
  }

  /** To be called right after the connection was made; what nobody is attached to hear is lost. */
  attach(receiver: ConnectionReceiver): void {
    this.receiver = receiver;
  }

  /** Queues a frame for this turn. Refused once we have closed; once the peer has, it is counted as unsent. */
  send(frame: OutgoingFrame): void {
    this.parts.turn.queue(this, frame);
  }

  /** Sends what is queued, then says goodbye; later frames are refused. `code` is 0 where the wire has no codes. */
  close(code: number, reason: string): void {
    if (this.closing !== null || this.isGone) {
      return;
    }
    this.writePending(this.parts.clock.nowMs());
    this.closing = { code, reason };
    this.isClosing = true;
    if (this.backlog.isSlow) {
      this.drainTimer = this.parts.clock.setTimeout(() => this.terminate(), closeDrainMs);
    } else {
      this.finishClose();
    }
  }

  /** Somebody at the screen ends it: its protocol says so in its own words where it has some. */
  dismiss(dismissal: Dismissal): void {
    if (this.receiver.dismiss === undefined) {
      this.close(dismissal.mayReturn ? serviceRestart : policyViolation, dismissal.reason);
    } else {
      this.receiver.dismiss(dismissal);
    }
  }

  /** Ends the connection at once; what is unsent is lost and recorded as cut. */
  terminate(): void {
    this.parts.wire.terminate();
  }

  writePending(atMs: number): void {
    this.parts.turn.settle();
    const pending = this.pending;
    if (pending === null) {
      return;
    }
    this.pending = null;
    if (!this.parts.wire.isOpen) {
      // The peer has closed. What it does not get is counted, and told when the connection is gone.
      this.refusedBytes += pending.sizeBytes;
      return;
    }
    this.traffic.down(pending.messages, pending.sizeBytes, atMs);
    this.backlog.write(pending.bytes(), pending.frame.seq);
    if (this.backlog.unsentBytes > limits.connectionCutBytes) {
      this.terminate();
    }
  }

  private listen(): void {
    this.parts.wire.attach({
      onMessage: (data, isBinary) => {
        if (this.closing === null) {
          this.traffic.up(data.length, this.parts.clock.nowMs());
          this.guard(() => (isBinary ? this.receiver.onBinary(data) : this.receiver.onText(data)));
        }
      },
      onPing: (data) => this.answerPing(data),
      onPong: (data) => {
        this.entries.heartbeat('up', 'WebSocket pong', data);
        this.receiver.onControl();
      },
      onFailure: (code) => this.fail(code),
      onClosed: (code, reason) => this.onClosed(code, reason),
    });
  }

  private answerPing(data: Buffer): void {
    const seq = this.entries.heartbeat('up', 'WebSocket ping', data);
    if (this.isOpen) {
      const { bytes } = encodePongFrame(data);
      const pong = this.entries.heartbeat('down', 'WebSocket pong', data, seq);
      this.send({ bytes, seq: pong, isHeartbeat: true });
    }
    this.receiver.onControl();
  }

  /** A mistake of ours must not end the hub: it is an entry, and the connection goes on. */
  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.entries.mistake(error);
    }
  }

  /** The peer broke the rules of WebSocket; says why and lets out what is queued before the close frame. */
  private fail(code: number): string {
    const reason = closeWords(code);
    this.failure = { code, reason };
    this.writePending(this.parts.clock.nowMs());
    this.entries.failure(code, reason);
    return reason;
  }

  private finishClose(): void {
    if (this.closing !== null) {
      this.parts.wire.finish(this.closing.code, this.closing.reason);
    }
  }

  private onClosed(peerCode: number, peerReason: string): void {
    const own = this.closing ?? this.failure;
    const code = own?.code ?? peerCode;
    const reason = own?.reason ?? peerReason;
    const isOwn = own !== null;
    const atMs = this.parts.clock.nowMs();
    const closeSeq = this.entries.end({
      code,
      reason,
      isOwn,
      lastWrittenSeq: this.lastWrittenSeq,
      unsentBytes: this.unsentBytes,
      livedMs: Math.round(atMs - this.openedAtMs),
    });
    this.closed = { seq: closeSeq, atMs, code, reason, isOwn };
    this.isGone = true;
    this.drainTimer?.cancel();
    this.parts.onGone(this);
    this.pending = null;
    this.guard(() => this.receiver.onClose(closeSeq, code));
  }
}
