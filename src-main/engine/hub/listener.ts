import type { AddressInfo } from 'node:net';
import { createServer as createProbe } from 'node:net';
import { systemMeaning } from '../../contract/codes/system-codes';
import type { ListenerState } from '../../contract/hub';
import type { Problem } from '../../contract/problem';
import type { HttpFace } from './http-face';
import type { ListenAddress } from './hub';
import { lowPortRemedy } from './low-port';
import type { PortHolder } from './port-holder';
import { VisitorBook } from './visitor-book';

/** One address of the hub: what became of binding it. */
export interface Listener {
  readonly address: ListenAddress;
  readonly face: HttpFace;
  readonly state: ListenerState;
  readonly visitors: VisitorBook;
}

export type FindPortHolder = (port: number) => Promise<PortHolder | null>;

const portsToProbe = 50;
const noSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** Binds one address. A failure is a state of the listener, never an exception. */
export async function bindListener(
  face: HttpFace,
  address: ListenAddress,
  findPortHolder: FindPortHolder,
  nowMs: () => number,
): Promise<Listener> {
  const { server } = face;
  const visitors = new VisitorBook(nowMs);
  const way = address.way === undefined ? {} : { way: address.way };
  // Who comes from this computer is no visitor, and would be many.
  if (address.way !== undefined) server.on('connection', (socket) => visitors.welcome(socket));
  const error = await bind(server, address);
  if (error === null) {
    const { port } = server.address() as AddressInfo;
    const state = { url: urlOf(address.host, port), state: 'listening', problem: null, ...way } as const;
    return { address, face, state, visitors };
  }
  const { problem, freePort } = await listenFailure(error, address, findPortHolder);
  const isMissingLoopback = address.host === '::1' && noSuchAddress.has(error.code ?? '');
  return {
    address,
    face,
    visitors,
    state: {
      ...way,
      url: urlOf(address.host, address.port),
      state: address.asked && !isMissingLoopback ? 'failed' : 'skipped',
      problem: isMissingLoopback ? null : problem,
      freePort,
    },
  };
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function bind(server: HttpFace['server'], address: ListenAddress): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error);
    server.once('error', fail);
    // `exclusive`: a worker of a cluster must not share the port silently.
    server.listen({ host: address.host, port: address.port, exclusive: true }, () => {
      server.removeListener('error', fail);
      resolve(null);
    });
  });
}

/** A failure to listen in words: who holds the port, as far as the system tells, and the next free one. */
export async function explainListenError(
  error: NodeJS.ErrnoException,
  address: Pick<ListenAddress, 'host' | 'port'>,
  findPortHolder: FindPortHolder,
): Promise<Problem> {
  return (await listenFailure(error, address, findPortHolder)).problem;
}

interface ListenFailure {
  readonly problem: Problem;
  readonly freePort: number | null;
}

async function listenFailure(
  error: NodeJS.ErrnoException,
  address: Pick<ListenAddress, 'host' | 'port'>,
  findPortHolder: FindPortHolder,
): Promise<ListenFailure> {
  if (error.code === 'EADDRINUSE') {
    const holder = await findPortHolder(address.port);
    const by = holder === null ? 'another program' : `${holder.name} (pid ${holder.pid})`;
    const free = await nextFreePort(address);
    const hint =
      free === null ? 'End that program, or choose another port.' : `Use ${free} instead, or end that program.`;
    const message = `Port ${address.port} on ${address.host} is used by ${by}.`;
    return { problem: { code: 'port-taken', message, hint }, freePort: free };
  }
  return { problem: otherFailure(error, address), freePort: null };
}

function otherFailure(error: NodeJS.ErrnoException, address: Pick<ListenAddress, 'host' | 'port'>): Problem {
  if (error.code === 'EACCES') {
    return {
      code: 'bad-input',
      message: `This system does not let Hubbub listen on port ${address.port} of ${address.host}.`,
      hint: lowPortRemedy(address.port, process.platform, process.execPath),
    };
  }
  const { words, cause, next } = systemMeaning(error.code ?? '');
  return {
    code: 'bad-input',
    message: `Cannot listen on ${address.host}:${address.port}: ${words === '' ? error.message : words}.`,
    hint: words === '' ? 'Is this an address of this computer? 127.0.0.1 always is.' : `${cause} ${next}`,
  };
}

async function nextFreePort(address: Pick<ListenAddress, 'host' | 'port'>): Promise<number | null> {
  for (let port = address.port + 1; port <= Math.min(65_535, address.port + portsToProbe); port += 1) {
    if (await isFree(address.host, port)) {
      return port;
    }
  }
  return null;
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createProbe();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
