import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { limits } from '../../contract/limits';
import type { Port } from '../../contract/port';
import { ProblemError } from '../../contract/problem';
import { createWebSocketPort } from '../port/websocket-port';
import { DashboardGuard } from './guard';
import { readPageFiles, withNonce } from './page-files';

export interface DashboardOptions {
  /** Folder of the built page. */
  readonly pageDir: string;
  readonly host: string;
  readonly port: number;
  /** True if somebody asked for this port: then no other is taken instead. */
  readonly asked: boolean;
  /** What a program that reads the lock file shows. */
  readonly token: string;
  readonly attach: (port: Port) => void;
}

export interface Dashboard {
  /** http://127.0.0.1:6002 */
  readonly origin: string;
  /** An address that opens the dashboard once. */
  invite(): string;
  close(): Promise<void>;
}

const portsTried = 20;
const signIn =
  'This address was used already, or it lacks its token.\nRun "hubbub open" for a new one; each works once, and the browser then remembers it.\n';

/** Serves the page and its port. Rejects with a ProblemError 'port-taken' if the port, or all after it, are taken. */
export async function createDashboard(options: DashboardOptions): Promise<Dashboard> {
  const files = readPageFiles(options.pageDir);
  const server = createServer();
  const port = () => (server.address() as AddressInfo | null)?.port ?? options.port;
  const guard = new DashboardGuard(options.token, port);
  const origin = () => `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port()}`;
  const invite = () => `${origin()}/?token=${guard.invite()}`;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.requestBytes });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://dashboard');
    if (!guard.isOwnHost(request)) {
      return plain(response, 403, 'The dashboard answers to names of this machine only.\n');
    }
    if (request.method === 'POST' && url.pathname === '/invitations') {
      return guard.hasToken(request) ? plain(response, 201, invite()) : plain(response, 401, signIn);
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
    const isPort = new URL(request.url ?? '/', 'http://dashboard').pathname === '/port';
    if (!isPort || !guard.isOwnHost(request) || !guard.isOwnOrigin(request) || !guard.isKnown(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => options.attach(createWebSocketPort(opened)));
  });

  await listen(server, options);
  return {
    origin: origin(),
    invite,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
}

async function listen(server: Server, { host, port, asked }: DashboardOptions): Promise<void> {
  const last = asked || port === 0 ? port : port + portsTried;
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (await tryListen(server, host, candidate)) {
      return;
    }
  }
  throw new ProblemError(
    'port-taken',
    `The dashboard's address ${host}:${port} is taken.`,
    `Choose another with --dashboard ${host}:PORT, or leave the choice to Hubbub.`,
  );
}

function tryListen(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new ProblemError('internal', `The dashboard cannot listen on ${host}:${port}: ${error.message}.`));
    };
    const listening = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(port, host);
  });
}
