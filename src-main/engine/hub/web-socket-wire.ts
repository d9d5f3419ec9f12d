import type { Socket } from 'node:net';
import { closeWords } from '../../contract/close-words';
import { reasonText } from './close-reason';
import { PeerSocket } from './peer-socket';
import type { Wire, WireListener } from './wire';

/** A WebSocket as a wire. */
export class WebSocketWire implements Wire {
  constructor(
    private readonly webSocket: PeerSocket,
    readonly socket: Socket,
  ) {}

  get isOpen(): boolean {
    return this.webSocket.readyState === PeerSocket.OPEN;
  }

  attach(listener: WireListener): void {
    const { webSocket } = this;
    webSocket.onFailure = (code) => listener.onFailure(code);
    webSocket.on('message', (data, isBinary) => listener.onMessage(data as Buffer, isBinary));
    webSocket.on('ping', (data) => listener.onPing(data));
    webSocket.on('pong', (data) => listener.onPong(data));
    webSocket.on('error', () => {
      // A close always follows, and says what there is to say.
    });
    webSocket.on('close', (code, reason) => listener.onClosed(code, reason.toString() || closeWords(code)));
  }

  finish(code: number, reason: string): void {
    this.webSocket.close(code, reasonText(reason));
  }

  terminate(): void {
    this.webSocket.terminate();
  }
}
