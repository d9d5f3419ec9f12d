import { createHmac } from 'node:crypto';
import WebSocket from 'ws';

export interface DemoApp {
  readonly key: string;
  readonly secret: string;
}

/** A page that is none: a real WebSocket to the hub, with the name of a browser. It answers pings and knows its socket id. */
export class DemoClient {
  socketId = '';
  private readonly socket: WebSocket;
  private readonly established: Promise<void>;

  constructor(hub: URL, app: DemoApp, userAgent: string) {
    const url = new URL(`/app/${app.key}?protocol=7&client=js&version=8.4.0`, hub);
    url.protocol = 'ws:';
    this.socket = new WebSocket(url, { headers: { origin: 'http://demo.test', 'user-agent': userAgent } });
    this.established = new Promise((resolve) => {
      this.socket.on('message', (bytes) => {
        const message = JSON.parse(String(bytes)) as { event: string; data?: string };
        if (message.event === 'pusher:ping') {
          this.socket.send('{"event":"pusher:pong","data":{}}');
        }
        if (message.event === 'pusher:connection_established') {
          this.socketId = String((JSON.parse(message.data ?? '{}') as { socket_id?: string }).socket_id ?? '');
          resolve();
        }
      });
      // A refused one gets no further; nobody waits for it.
      this.socket.on('close', () => resolve());
      this.socket.on('error', () => resolve());
    });
  }

  ready(): Promise<void> {
    return this.established;
  }

  /** `secret`: signs for a private channel; one that is wrong is refused, as it should be. */
  subscribe(channel: string, key = '', secret = ''): void {
    const signature = createHmac('sha256', secret).update(`${this.socketId}:${channel}`).digest('hex');
    const auth = key === '' ? {} : { auth: `${key}:${signature}` };
    this.say({ event: 'pusher:subscribe', data: { channel, ...auth } });
  }

  close(): void {
    this.socket.close();
  }

  private say(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }
}
