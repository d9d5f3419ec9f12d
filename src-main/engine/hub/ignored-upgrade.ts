import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const offer = /^(upgrade|connection|http2-settings)$/i;

/**
 * Some clients (Java's HttpClient, curl --http2) offer another protocol with an ordinary request. An offer may be ignored,
 * so the request is put back without it and read again; `head` is what came after its head. False if that cannot be
 * done, because the parser has already taken part of a chunked body.
 */
export function serveWithoutOffer(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
  if (request.headers['transfer-encoding'] !== undefined) {
    return false;
  }
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] as string;
    if (!offer.test(name)) {
      lines.push(`${name}: ${request.rawHeaders[index + 1]}`);
    }
  }
  socket.removeAllListeners('error');
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
  return true;
}
