import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { app } from './app';
import { FrameCounter } from './frame-counter';

/** All sockets read into one buffer: what they get is only counted. */
const shared = Buffer.alloc(262_144);

/** Somebody who gets messages, and counts them. */
export interface Subscriber {
  readonly isClosed: boolean;
  /** Resolves when it will get everything that is sent from now on. */
  subscribed(): Promise<void>;
  send(text: string): void;
}

/**
 * A subscriber over plain TCP. A client library would spend more time on a message than the servers do, and it would be
 * the library that is measured.
 */
export class RawSubscriber implements Subscriber {
  readonly counter = new FrameCounter();
  isClosed = false;
  private readonly socket: Socket;
  private text = '';
  private socketId = '';
  private unconfirmed: number;
  private ready: () => void = () => {};
  private failed: (error: Error) => void = () => {};
  private isReady = false;

  constructor(
    port: number,
    private readonly channels: readonly string[],
    private readonly onMessages: (count: number) => void,
  ) {
    this.unconfirmed = channels.length;
    const onread = { buffer: shared, callback: (bytes: number) => this.take(bytes) };
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    this.socket.on('close', () => {
      this.isClosed = true;
      this.failed(new Error('the server closed a subscriber'));
    });
    this.socket.on('error', (error) => this.failed(error));
    this.socket.write(
      `GET /app/${app.key}?protocol=7&client=bench&version=1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  }

  /** Resolves when all channels are subscribed. */
  subscribed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.ready = resolve;
      this.failed = reject;
    });
  }

  send(text: string): void {
    this.socket.write(maskedFrame(text));
  }

  end(): void {
    this.failed = () => {};
    this.socket.destroy();
  }

  private take(bytes: number): boolean {
    if (!this.isReady) {
      this.setUp(shared.toString('latin1', 0, bytes));
      return true;
    }
    const before = this.counter.messages;
    this.counter.take(shared, bytes);
    const more = this.counter.messages - before;
    if (more > 0) this.onMessages(more);
    return true;
  }

  /** The little of the protocol there is before the messages: texts are looked for, whatever frames they come in. */
  private setUp(text: string): void {
    this.text += text;
    if (this.socketId === '') {
      const found = /socket_id\\?":\\?"([\d.]+)/.exec(this.text);
      if (found === null) return;
      this.socketId = found[1] as string;
      for (const channel of this.channels) this.subscribe(channel);
    }
    const confirmed = this.text.split('subscription_succeeded').length - 1;
    this.text = this.text.slice(-4_096 * this.channels.length);
    if (confirmed >= this.unconfirmed) {
      this.isReady = true;
      this.ready();
    }
  }

  private subscribe(channel: string): void {
    const signature = createHmac('sha256', app.secret).update(`${this.socketId}:${channel}`).digest('hex');
    const auth = channel.startsWith('private-') ? { auth: `${app.key}:${signature}` } : {};
    this.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, ...auth } }));
  }
}

/** Masked with zeros, which is a mask like any other. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const head = isShort
    ? Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0])
    : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
