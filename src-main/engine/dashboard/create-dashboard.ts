import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { limits } from '../../contract/limits';
import type { Port } from '../../contract/port';
import type { ListenAddress } from '../hub/hub';
import { type FindPortHolder, urlOf } from '../hub/listener';
import type { EngineIdentity } from '../lock/find-engine';
import { createWebSocketPort } from '../port/websocket-port';
import { DashboardGuard } from './guard';
import { listenNear } from './listen-near';
import { readPageFiles, withNonce } from './page-files';

export interface DashboardOptions {
  /** Folder of the built page. */
  readonly pageDir: string;
  /** One that was asked for is taken or nothing; of others the next free port is as good. */
  readonly address: ListenAddress;
  /** What a program that reads the lock file shows. */
  readonly token: string;
  readonly identity: EngineIdentity;
  readonly attach: (port: Port) => void;
  readonly findPortHolder: FindPortHolder;
}

export interface Dashboard {
  /** Where programs on this machine reach it: http://127.0.0.1:6002 */
  readonly origin: string;
  readonly port: number;
  /** An address that opens the dashboard once. */
  invite(): string;
  close(): Promise<void>;
}

const signIn =
  'This address was used already, or it lacks its token.\nRun "hubbub open" for a new one; each works once, and the browser then remembers it.\n';

/** Serves the page and its port. Rejects with a ProblemError if it cannot listen: 'port-taken', or 'bad-input'. */
export async function createDashboard(options: DashboardOptions): Promise<Dashboard> {
  const files = readPageFiles(options.pageDir);
  const server = createServer();
  const port = () => (server.address() as AddressInfo | null)?.port ?? options.address.port;
  const host = reachableHost(options.address.host);
  const origin = () => urlOf(host, port());
  const guard = new DashboardGuard(options.token, new URL(urlOf(host, 80)).hostname, port, () => Date.now() / 1_000);
  const invite = () => `${origin()}/?token=${guard.invite()}`;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.requestBytes });

  /** For programs that know the token of the lock file. */
  const answerProgram = (request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const isInvitation = request.method === 'POST' && path === '/invitations';
    if (!isInvitation && !(request.method === 'GET' && path === '/engine')) {
      return false;
    }
    if (!guard.hasToken(request)) {
      plain(response, 401, signIn);
    } else if (isInvitation) {
      plain(response, 201, invite());
    } else {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(options.identity));
    }
    return true;
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = urlIn(request);
    if (url === null) {
      return plain(response, 400, 'The address in this request cannot be read.\n');
    }
    if (!guard.isOwnHost(request)) {
      return plain(response, 403, 'The dashboard answers to names of this machine only.\n');
    }
    if (answerProgram(request, response, url.pathname)) {
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plain(response, 405, 'Only GET is answered here.\n');
    }
    const cookie = guard.accept(url.searchParams.get('token') ?? '');
    if (cookie !== null) {
      response.writeHead(303, { 'set-cookie': cookie, location: '/', 'cache-control': 'no-store' }).end();
      return;
    }
    if (!guard.isKnown(request)) {
      return plain(response, 401, signIn);
    }
    const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
    if (file === undefined) {
      return plain(response, 404, 'There is nothing here.\n');
    }
    const headers = {
      'content-type': file.type,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    if (file.type.startsWith('text/html')) {
      const { html, policy } = withNonce(file.bytes);
      response.writeHead(200, { ...headers, 'content-security-policy': policy, 'cache-control': 'no-store' }).end(html);
    } else {
      response.writeHead(200, { ...headers, 'cache-control': 'no-cache' }).end(file.bytes);
    }
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that is gone before it was answered is no failure of ours.
    socket.on('error', () => {});
    const isPort = urlIn(request)?.pathname === '/port';
    if (!isPort || !guard.isOwnHost(request) || !guard.isOwnOrigin(request) || !guard.isKnown(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => options.attach(createWebSocketPort(opened)));
  });

  await listenNear(server, options.address, options.findPortHolder);
  return {
    origin: origin(),
    port: port(),
    invite,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** "Every address" is none that can be called. */
function reachableHost(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
}

/** null for what is no address, such as "//". */
function urlIn(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', 'http://dashboard');
  } catch {
    return null;
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
}
