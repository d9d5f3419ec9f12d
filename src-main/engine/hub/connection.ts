import type { Socket } from 'node:net';
import { limits } from '../../contract/limits';
import type { ConnectionId, Seq } from '../../contract/ids';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import { Backlog } from './backlog';
import { closeWords, reasonText } from './close-words';
import { encodePongFrame } from './frame';
import type { OutgoingFrame } from './frame';
import type { OutgoingPeer, OutgoingTurn } from './outgoing-turn';
import { PeerSocket } from './peer-socket';
import type { Pending } from './pending';
import { silentReceiver } from './silent-receiver';

/** What its protocol knows about a connection. */
export interface ConnectionLabel {
  /** The protocol's own name for the connection, '' if it has none. */
  readonly socketId: string;
  readonly user: string;
  readonly channels: readonly string[];
}

/** The protocol's side of a connection. */
export interface ConnectionReceiver {
  /** Id of the app it belongs to. */
  readonly app: string;
  /** A whole text message, its bytes as received; the buffer is valid during the call only. */
  onText(data: Buffer): void;
  onBinary(data: Buffer): void;
  /** A ping or pong of the WebSocket itself; pings have been answered. */
  onControl(): void;
  /** The connection is gone; `closeSeq` is its close entry (0 for one that was refused). */
  onClose(closeSeq: Seq): void;
  label(): ConnectionLabel;
}

/** Where a peer comes from, as told by its handshake. Missing headers are ''. */
export interface PeerOrigin {
  readonly origin: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  readonly listener: string;
}

export interface ConnectionParts {
  /** 0 for a peer that gets a handshake only to be told why it is refused: it leaves no open and close entries. */
  readonly id: ConnectionId;
  readonly protocol: string;
  readonly peer: PeerOrigin;
  readonly webSocket: PeerSocket;
  readonly socket: Socket;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly turn: OutgoingTurn;
  readonly onGone: (connection: HubConnection) => void;
}

const closeDrainMs = 2_000;
const abnormal = 1006;

/** One live peer of the hub. All its outgoing bytes go through one queue, in order: data, pongs, then the close. */
export class HubConnection implements OutgoingPeer {
  readonly id: ConnectionId;
  readonly peer: PeerOrigin;
  readonly openedAtMs: number;
  pending: Pending | null = null;
  private readonly backlog: Backlog;
  private receiver: ConnectionReceiver = silentReceiver;
  private closing: { readonly code: number; readonly reason: string } | null = null;
  private failure: { readonly code: number; readonly reason: string } | null = null;
  private refusedBytes = 0;
  private isGone = false;

  constructor(private readonly parts: ConnectionParts) {
    this.id = parts.id;
    this.peer = parts.peer;
    this.openedAtMs = parts.clock.nowMs();
    this.backlog = new Backlog(parts.socket, {
      slow: (unsentBytes) => this.recordState('slow', unsentBytes),
      drained: () => this.recordState('drained', 0),
      emptied: () => this.finishClose(),
    });
    this.listen();
  }

  get isOpen(): boolean {
    return this.closing === null && !this.isGone && this.parts.webSocket.readyState === PeerSocket.OPEN;
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
    return this.backlog.unsentBytes + (this.pending?.sizeBytes ?? 0) + this.refusedBytes;
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

  /** Queues a frame for this turn. Once the connection is closing it is refused, and only counted as unsent. */
  send(frame: OutgoingFrame): void {
    if (this.closing === null && this.parts.webSocket.readyState === PeerSocket.OPEN) {
      this.parts.turn.queue(this, frame);
    } else {
      this.refusedBytes += frame.bytes.length;
    }
  }

  /** Sends what is queued, then a close frame; later frames are refused. */
  close(code: number, reason: string): void {
    if (this.closing !== null || this.isGone) {
      return;
    }
    this.writePending();
    this.closing = { code, reason };
    if (this.backlog.isSlow) {
      this.parts.clock.setTimeout(() => this.terminate(), closeDrainMs);
    } else {
      this.finishClose();
    }
  }

  /** Ends the connection at once; what is unsent is lost and recorded as cut. */
  terminate(): void {
    this.parts.webSocket.terminate();
  }

  writePending(): void {
    const pending = this.pending;
    if (pending === null || this.parts.webSocket.readyState !== PeerSocket.OPEN) {
      // Not open any more: it stays in `pending`, so that it counts as unsent when the connection is gone.
      return;
    }
    this.pending = null;
    this.backlog.write(pending.bytes(), pending.frame.seq);
    if (this.backlog.unsentBytes > limits.connectionCutBytes) {
      this.terminate();
    }
  }

  private listen(): void {
    const { webSocket } = this.parts;
    webSocket.onFailure = (code) => this.fail(code);
    webSocket.on('message', (data, isBinary) => {
      if (this.closing === null) {
        this.guard(() => (isBinary ? this.receiver.onBinary(data as Buffer) : this.receiver.onText(data as Buffer)));
      }
    });
    webSocket.on('ping', (data) => this.answerPing(data));
    webSocket.on('pong', (data) => {
      this.record('up', 'WebSocket pong', data);
      this.receiver.onControl();
    });
    webSocket.on('error', () => {
      // A close always follows, and says what there is to say.
    });
    webSocket.on('close', (code, reason) => this.onClosed(code, reason.toString()));
  }

  private answerPing(data: Buffer): void {
    const seq = this.record('up', 'WebSocket ping', data);
    const pong = encodePongFrame(data);
    if (this.isOpen) {
      this.send({ bytes: pong.bytes, seq: this.record('down', 'WebSocket pong', data, seq) });
    }
    this.receiver.onControl();
  }

  /** A mistake of ours must not end the hub: it is an entry, and the connection goes on. */
  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.parts.recorder.record({
        ...this.origin(),
        kind: 'error',
        direction: 'up',
        detail: { reason: message, hint: 'This is a mistake in the hub. Please report it.' },
        summary: `The hub failed on a message: ${message}`,
      });
    }
  }

  /** The peer broke the rules of WebSocket; says why and lets out what is queued before the close frame. */
  private fail(code: number): string {
    const reason = closeWords(code);
    this.failure = { code, reason };
    this.writePending();
    this.parts.recorder.record({
      ...this.origin(),
      kind: 'error',
      direction: 'up',
      code,
      detail: { reason, limitBytes: limits.frameBytes },
      summary: `Closed with ${code}: ${reason}`,
    });
    return reason;
  }

  private finishClose(): void {
    if (this.closing !== null) {
      this.parts.webSocket.close(this.closing.code, reasonText(this.closing.reason));
    }
  }

  private onClosed(code: number, reason: string): void {
    const unsentBytes = this.unsentBytes;
    this.isGone = true;
    this.pending = null;
    const closeSeq = this.id === 0 ? 0 : this.recordClose(code, reason, unsentBytes);
    this.parts.onGone(this);
    this.guard(() => this.receiver.onClose(closeSeq));
  }

  private recordClose(peerCode: number, peerReason: string, unsentBytes: number): Seq {
    if (unsentBytes > 0) {
      this.recordState('cut', unsentBytes);
    }
    const own = this.closing ?? this.failure;
    const code = own?.code ?? peerCode;
    const reason = own?.reason ?? (peerReason || closeWords(code));
    const livedMs = Math.round(this.parts.clock.nowMs() - this.openedAtMs);
    const by = own === null ? 'the client' : 'the hub';
    const how = code === abnormal ? 'Lost' : `Closed by ${by}`;
    return this.parts.recorder.record({
      ...this.origin(),
      kind: 'connection',
      action: 'close',
      direction: own === null ? 'up' : 'down',
      code,
      detail: { reason, lastWrittenSeq: this.lastWrittenSeq, unsentBytes, livedMs },
      summary: `${how} after ${(livedMs / 1000).toFixed(1)} s: ${code} ${reason}`,
    });
  }

  private recordState(action: 'slow' | 'drained' | 'cut', unsentBytes: number): void {
    if (this.id === 0) {
      return;
    }
    this.parts.recorder.record({
      ...this.origin(),
      kind: 'connection',
      action,
      direction: 'down',
      detail: { unsentBytes, lastWrittenSeq: this.lastWrittenSeq },
      summary: stateWords[action](unsentBytes.toLocaleString('en')),
    });
  }

  private record(direction: 'up' | 'down', event: string, body: Buffer, cause?: Seq): Seq {
    return this.parts.recorder.record({
      ...this.origin(),
      kind: 'ping',
      action: 'heartbeat',
      direction,
      event,
      body,
      cause,
    });
  }

  private origin(): { protocol: string; app: string; connection: ConnectionId | undefined } {
    return { protocol: this.parts.protocol, app: this.app, connection: this.id === 0 ? undefined : this.id };
  }
}

const stateWords = {
  slow: (bytes: string) => `Reads slower than it is sent to: ${bytes} bytes wait`,
  drained: () => 'Has caught up',
  cut: (bytes: string) => `Gone before ${bytes} bytes were sent`,
} as const;
