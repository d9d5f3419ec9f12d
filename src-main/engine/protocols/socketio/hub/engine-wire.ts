import { Writable } from 'node:stream';
import type { Wire, WireListener } from '../../../hub/wire';
import { type EngineVersion, type Packet, withType } from '../payload';
import { packetsOf } from './frames-out';

type Done = (error?: Error | null) => void;

/** A poll that waits for its answer. */
export interface WaitingPoll {
  answer(packets: readonly Packet[]): void;
}

const closePacket = '1';
const noopPacket = '6';

/**
 * A peer that polls, and may go on to a WebSocket: bytes for it are encoded as for a WebSocket, whoever else gets them, and
 * taken apart again where a poll carries them. Written bytes count as taken when a poll has taken them away.
 */
export class EngineWire implements Wire {
  readonly socket: Writable;
  isOpen = true;
  private listener: WireListener | null = null;
  private packets: Packet[] = [];
  private done: Done | null = null;
  private poll: WaitingPoll | null = null;
  private webSocket: Wire | null = null;
  private isOver = false;
  private isProbing = false;

  /** `frameOf`: a packet as the bytes of a WebSocket frame. */
  constructor(
    private readonly version: EngineVersion,
    private readonly frameOf: (packet: Packet) => Buffer,
  ) {
    this.socket = new Writable({
      write: (chunk: Buffer, _encoding, done) => this.take([chunk], done),
      writev: (chunks, done) =>
        this.take(
          chunks.map(({ chunk }) => chunk as Buffer),
          done,
        ),
    });
    this.socket.on('error', () => {});
  }

  get isUpgraded(): boolean {
    return this.webSocket !== null;
  }

  /** Whether a poll waits; a second one at the same time is a mistake of the client. */
  get hasPoll(): boolean {
    return this.poll !== null;
  }

  attach(listener: WireListener): void {
    this.listener = listener;
  }

  /** A client asks for what there is; it is answered at once, or as soon as there is something. */
  wait(poll: WaitingPoll): void {
    this.poll = poll;
    this.answerPoll();
  }

  /** Whoever polled is gone: without an answer, its connection is lost. */
  pollLost(poll: WaitingPoll): void {
    if (this.poll === poll) {
      this.poll = null;
      this.over(1006, 'A poll was given up.');
    }
  }

  /** Sends polls home, this one and those that come, so that the client can go on over its WebSocket. */
  release(): void {
    this.isProbing = true;
    this.poll?.answer([noopPacket]);
    this.poll = null;
  }

  /** What came by POST, as a WebSocket would have brought it. */
  receive(packets: readonly Packet[]): void {
    for (const packet of packets) {
      if (typeof packet === 'string') {
        this.listener?.onMessage(Buffer.from(packet), false);
      } else {
        this.listener?.onMessage(withType(packet, this.version), true);
      }
    }
  }

  /** From now on everything goes over this one. */
  upgrade(webSocket: Wire): void {
    this.release();
    this.webSocket = webSocket;
    // What no poll has taken goes first, as it was.
    const [packets, done] = [this.packets, this.done];
    this.packets = [];
    this.done = null;
    for (const packet of packets) {
      webSocket.socket.write(this.frameOf(packet));
    }
    done?.();
  }

  /** What its WebSocket says, once it has one. */
  get heard(): WireListener {
    const { listener } = this;
    return {
      onMessage: (data, isBinary) => listener?.onMessage(data, isBinary),
      onPing: (data) => listener?.onPing(data),
      onPong: (data) => listener?.onPong(data),
      onFailure: (code) => listener?.onFailure(code) ?? '',
      onClosed: (code, reason) => this.over(code, reason),
    };
  }

  finish(code: number, reason: string): void {
    if (this.webSocket !== null) {
      this.webSocket.finish(code, reason);
      return;
    }
    this.packets.push(closePacket);
    this.answerPoll();
    this.over(code, reason);
  }

  terminate(): void {
    if (this.webSocket !== null) {
      this.webSocket.terminate();
    } else {
      this.over(1006, 'It was ended.');
    }
  }

  private take(chunks: readonly Buffer[], done: Done): void {
    if (this.webSocket !== null) {
      this.webSocket.socket.write(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks), done);
      return;
    }
    for (const chunk of chunks) {
      this.packets.push(...packetsOf(chunk, this.version));
    }
    this.done = done;
    this.answerPoll();
  }

  private answerPoll(): void {
    if (this.poll === null || (this.packets.length === 0 && this.done === null && !this.isProbing)) {
      return;
    }
    const { poll } = this;
    this.poll = null;
    // Each that is called back hands over what waited behind it.
    for (let { done } = this; done !== null; { done } = this) {
      this.done = null;
      done();
    }
    const { packets } = this;
    this.packets = [];
    if (packets.length === 0 && !this.isProbing) {
      this.poll = poll;
    } else if (packets.length === 0) {
      poll.answer([noopPacket]);
    } else {
      poll.answer(packets);
    }
  }

  private over(code: number, reason: string): void {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    this.isOpen = false;
    this.poll?.answer([closePacket]);
    this.poll = null;
    this.listener?.onClosed(code, reason);
    this.socket.destroy();
  }
}
