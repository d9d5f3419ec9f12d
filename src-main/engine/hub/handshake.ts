import type { IncomingMessage } from 'node:http';

/** Head of a request as it came: request line and headers, in their order and case. It may hold secrets. */
export function handshakeText({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  let head = `${method ?? 'GET'} ${url ?? '/'} HTTP/${httpVersion}`;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    head += `\r\n${rawHeaders[at]}: ${rawHeaders[at + 1]}`;
  }
  return head;
}
