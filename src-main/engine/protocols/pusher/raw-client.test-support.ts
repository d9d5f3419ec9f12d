import { WebSocket } from 'ws';

/** A frame as it came, parsed. */
export interface RawFrame {
  readonly event: string;
  readonly channel?: string;
  readonly data?: unknown;
  readonly user_id?: string;
}

/** A WebSocket without any client library: what is sent and received is what is on the wire. */
export class RawClient {
  readonly socket: WebSocket;
  /** Frames that nobody has taken yet. */
  readonly frames: RawFrame[] = [];
  /** Every frame as text, taken or not. */
  readonly texts: string[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  socketId = '';
  /** Answers the hub's pings, as a client library does, and keeps them to itself. */
  answersPings = false;
  private hasClosed = false;
  private wake: (() => void) | null = null;

  constructor(url: string, options: object = {}, subprotocols: string[] = []) {
    this.socket = new WebSocket(url, subprotocols, { ...options });
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('open', () => resolve());
      this.socket.on('error', reject);
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        this.hasClosed = true;
        resolve({ code, reason: reason.toString() });
        this.wake?.();
      });
    });
    this.socket.on('message', (data) => this.take(data.toString()));
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  private take(text: string): void {
    const frame = JSON.parse(text) as RawFrame;
    if (this.answersPings && frame.event === 'pusher:ping') {
      this.send({ event: 'pusher:pong', data: {} });
      return;
    }
    this.texts.push(text);
    this.frames.push(frame);
    this.wake?.();
  }

  /** The next frame, in order. Waits for it. @throws once the connection has closed and all is taken */
  async next(): Promise<RawFrame> {
    while (this.frames.length === 0) {
      if (this.hasClosed) throw new Error('The connection closed before the frame that is waited for.');
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.frames.shift() as RawFrame;
  }

  /** Takes the handshake and keeps the socket id. */
  async established(): Promise<this> {
    const frame = await this.next();
    this.socketId = (JSON.parse(frame.data as string) as { socket_id: string }).socket_id;
    return this;
  }

  async subscribe(channel: string, auth: object = {}): Promise<RawFrame> {
    this.send({ event: 'pusher:subscribe', data: { channel, ...auth } });
    return this.next();
  }

  async signIn(auth: object): Promise<RawFrame> {
    this.send({ event: 'pusher:signin', data: auth });
    return this.next();
  }

  /** Everything that came before an answer to a ping sent now: proof that nothing else came. */
  async flush(): Promise<readonly RawFrame[]> {
    this.send({ event: 'pusher:ping', data: {} });
    const before: RawFrame[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame.event === 'pusher:pong') {
        return before;
      }
      before.push(frame);
    }
  }

  /** Reads nothing any more from the TCP socket. */
  pause(): void {
    this.socket.pause();
  }

  close(): void {
    this.socket.terminate();
  }
}
