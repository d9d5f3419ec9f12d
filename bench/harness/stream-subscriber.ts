import { connect, type Socket } from 'node:net';
import { EventCounter } from './event-counter';
import type { Subscriber } from './raw-subscriber';

const shared = Buffer.alloc(262_144);

/** A page's EventSource over plain TCP: what it gets is only counted. */
export class StreamSubscriber implements Subscriber {
  readonly counter = new EventCounter();
  isClosed = false;
  private readonly socket: Socket;
  private text = '';
  private ready: () => void = () => {};
  private failed: (error: Error) => void = () => {};
  private isReady = false;

  constructor(port: number, topics: readonly string[], onMessages: (count: number) => void) {
    const query = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
    const take = (bytes: number): boolean => {
      if (!this.isReady) {
        // Headers, then the comment that every stream begins with.
        this.text += shared.toString('latin1', 0, bytes);
        if (this.text.endsWith('\r\n\r\n:\n')) {
          this.isReady = true;
          this.ready();
        }
        return true;
      }
      const before = this.counter.messages;
      this.counter.take(shared, bytes);
      const more = this.counter.messages - before;
      if (more > 0) onMessages(more);
      return true;
    };
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: shared, callback: take } });
    this.socket.on('close', () => {
      this.isClosed = true;
      this.failed(new Error('the server closed a subscriber'));
    });
    this.socket.on('error', (error) => this.failed(error));
    this.socket.write(
      `GET /.well-known/mercure?${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`,
    );
  }

  subscribed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.ready = resolve;
      this.failed = reject;
    });
  }

  /** A stream goes one way. */
  send(): void {
    throw new Error('nothing can be sent over an event stream');
  }
}
