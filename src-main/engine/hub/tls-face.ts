import type { Socket } from 'node:net';
import { createSecureContext, createServer, type SecureContext, type Server, type TLSSocket } from 'node:tls';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import { tlsComplaint } from './tls-complaint';

/** What a listener answers TLS with, by the name or address that is asked for. PEM both. */
export interface HubTls {
  pairFor(host: string): Promise<{ readonly cert: string; readonly key: string }>;
}

/** The TLS in front of a listener: takes connections whose handshake is still to come. */
export interface TlsFace {
  take(socket: Socket): void;
  /** Ends those whose handshake is not over yet. */
  end(): void;
}

const mostContexts = 100;

/** `serve` gets each connection whose handshake was done. */
export function createTlsFace(tls: HubTls, recorder: Recorder, serve: (socket: TLSSocket) => void): TlsFace {
  const underway = new Set<Socket>();
  const contexts = new Map<string, SecureContext>();
  const contextOf = (pair: { cert: string; key: string }): SecureContext => {
    const known = contexts.get(pair.cert);
    if (known !== undefined) return known;
    const [oldest] = contexts.keys();
    if (contexts.size >= mostContexts && oldest !== undefined) contexts.delete(oldest);
    const context = createSecureContext(pair);
    contexts.set(pair.cert, context);
    return context;
  };
  const server: Server = createServer({
    // HTTP/2 is not spoken here; browsers offer it first.
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: limits.tlsHandshakeMs,
    SNICallback: (name, done) => {
      tls
        .pairFor(name)
        .then(contextOf)
        .then(
          (context) => done(null, context),
          (error: Error) => done(error),
        );
    },
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    // Until HTTP listens nobody else does, and an error of this socket would end the process.
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    const complaint = tlsComplaint(error);
    if (complaint !== null) {
      const remoteAddress = socket.remoteAddress ?? '';
      const servername = socket.servername || '';
      recorder.record({
        kind: 'refused',
        action: 'open',
        direction: 'up',
        protocol: '',
        detail: { ...complaint, servername, remoteAddress, code: error.code ?? '' },
        summary: `Refused: ${complaint.reason}`,
      });
    }
    socket.destroy();
  });
  let current = '';
  const take = (socket: Socket): void => {
    underway.add(socket);
    const onError = () => socket.destroy();
    socket.on('error', onError);
    socket.once('close', () => underway.delete(socket));
    tls.pairFor(plainAddress(socket.localAddress ?? '')).then(
      (pair) => {
        if (socket.destroyed) return;
        if (pair.cert !== current) {
          server.setSecureContext(pair);
          current = pair.cert;
        }
        server.emit('connection', socket);
      },
      (error: Error) => {
        recorder.record({
          kind: 'error',
          direction: 'up',
          protocol: '',
          detail: { reason: error.message, hint: 'Settings, Listeners says which certificates there are.' },
          summary: `TLS cannot be answered: ${error.message}`,
        });
        socket.destroy();
      },
    );
  };
  return {
    take,
    end() {
      for (const socket of underway) socket.destroy();
    },
  };
}

/** An IPv4 address as it is written, also where the system tells it as an IPv6 one. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:/i, '');
}
