import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const json = 'application/json';
const plain = 'text/plain; charset=utf-8';

export function replyJson(response: ServerResponse, status: number, body: string): void {
  reply(response, status, json, body);
}

/** `sentence` is what a developer reads in the exception of an SDK: short, plain, and true. */
export function replyText(
  response: ServerResponse,
  status: number,
  sentence: string,
  more: readonly string[] = [],
): void {
  reply(response, status, plain, sentence, more);
}

/** Answers a request whose socket is no longer HTTP's (an upgrade, or bytes that never were HTTP), and ends it. */
export function replyRaw(socket: Duplex, status: number, sentence: string): void {
  const body = Buffer.from(sentence);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nConnection: close\r\nContent-Type: ${plain}\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(head), body]));
}

/** Any other type of body. */
export function replyTyped(response: ServerResponse, status: number, type: string, body: string): void {
  reply(response, status, type, body);
}

// One flat array, so that Node need not build and validate a header object per answer.
function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  more: readonly string[] = [],
): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  response.writeHead(status, ['Content-Type', type, 'Content-Length', String(Buffer.byteLength(body)), ...more]);
  response.end(body);
}
