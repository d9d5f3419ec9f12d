import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** A TCP socket to the hub, for what no client library would send. */
export interface RawSocket {
  readonly socket: Socket;
  /** What has come so far, a character a byte. */
  received(): string;
  /** Resolves once that has come. */
  until(pattern: RegExp): Promise<string>;
  /** All that came until the hub ended the connection. */
  ended(): Promise<string>;
}

export async function openSocket(port: number, host = '127.0.0.1'): Promise<RawSocket> {
  const socket = connect(port, host);
  let received = '';
  let wake = (): void => {};
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => {
    // A connection that is cut is what some tests are about; `ended` tells of it.
  });
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  return {
    socket,
    received: () => received,
    async until(pattern) {
      while (!pattern.test(received)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return received;
    },
    async ended() {
      await closed;
      return received;
    },
  };
}

/** The head of a WebSocket handshake on a path. */
export function handshake(path: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: hub',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** A WebSocket, its handshake done, whose frames are written byte by byte. */
export async function openWebSocket(port: number, path: string): Promise<RawSocket> {
  const raw = await openSocket(port);
  raw.socket.write(handshake(path));
  await raw.until(/^HTTP\/1\.1 101 [\s\S]*\r\n\r\n/);
  return raw;
}

const lengthIn16Bits = 126;
const masked = 0x80;

/** A frame as a client sends it: masked (with zeros, so that its bytes stay readable). `first` is the first byte. */
export function clientFrame(first: number, payload: string | Buffer, isMasked = true): Buffer {
  const bytes = Buffer.from(payload);
  const head =
    bytes.length < lengthIn16Bits ? [bytes.length] : [lengthIn16Bits, bytes.length >> 8, bytes.length & 0xff];
  head[0] = (head[0] as number) | (isMasked ? masked : 0);
  return Buffer.concat([Buffer.from([first, ...head]), Buffer.alloc(isMasked ? 4 : 0), bytes]);
}

/** First bytes of frames: FIN and opcode. */
export const frameStart = { text: 0x81, textPart: 0x01, part: 0x00, lastPart: 0x80, ping: 0x89, close: 0x88 } as const;

/** Code and reason of the close frame at the end of what a peer received. */
export function closeFrame(received: string): { readonly code: number; readonly reason: string } | null {
  const at = received.lastIndexOf('\u0088');
  if (at === -1 || received.length < at + 4) {
    return null;
  }
  return {
    code: (received.charCodeAt(at + 2) << 8) | received.charCodeAt(at + 3),
    reason: Buffer.from(received.slice(at + 4), 'latin1').toString(),
  };
}
