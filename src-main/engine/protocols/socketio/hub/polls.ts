import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HubContext } from '../../../hub/hub-context';
import { decodePayload, type EngineVersion, encodePayload } from '../payload';
import type { EngineWire, WaitingPoll } from './engine-wire';

/** Codes of Engine.IO for a request it does not take, with the words clients know. */
const faults = {
  transport: [0, 'Transport unknown', 400],
  session: [1, 'Session ID unknown', 400],
  method: [2, 'Bad handshake method', 400],
  request: [3, 'Bad request', 400],
  version: [5, 'Unsupported protocol version', 400],
} as const;
export type EngineFault = keyof typeof faults;

/** Pages of any origin may poll, with their cookies, as socket.io 2 and laravel-echo-server have it. */
function corsHeaders({ headers }: IncomingMessage): readonly string[] {
  const { origin } = headers;
  return origin === undefined
    ? ['Access-Control-Allow-Origin', '*']
    : ['Access-Control-Allow-Origin', origin, 'Access-Control-Allow-Credentials', 'true', 'Vary', 'Origin'];
}

export function refuseRequest(request: IncomingMessage, response: ServerResponse, fault: EngineFault): void {
  const [code, message, status] = faults[fault];
  send(request, response, status, 'application/json', JSON.stringify({ code, message }));
}

/** The words of a refusal for a WebSocket, which gets no JSON of its own. */
export const faultWords = (fault: EngineFault): string =>
  JSON.stringify({ code: faults[fault][0], message: faults[fault][1] });

/** A browser asks whether it may. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers['access-control-request-headers'];
  response.writeHead(204, [
    ...corsHeaders(request),
    'Access-Control-Allow-Methods',
    'GET,HEAD,PUT,PATCH,POST,DELETE',
    ...(asked === undefined ? [] : ['Access-Control-Allow-Headers', asked]),
  ]);
  response.end();
}

/** A GET waits for what there is to say; a second one at once is a mistake that ends the connection, as in engine.io. */
export function poll(
  wire: EngineWire,
  version: EngineVersion,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (wire.hasPoll || wire.isUpgraded) {
    refuseRequest(request, response, 'request');
    return false;
  }
  const waiting: WaitingPoll = {
    answer: (packets) => send(request, response, 200, plain, encodePayload(packets, version)),
  };
  response.on('close', () => {
    if (!response.writableFinished) {
      wire.pollLost(waiting);
    }
  });
  wire.wait(waiting);
  return true;
}

/** A POST brings packets of the client. False if its body is none. */
export function take(
  { http }: HubContext,
  wire: EngineWire,
  version: EngineVersion,
  request: IncomingMessage,
  response: ServerResponse,
  wrong: () => void,
): void {
  const isBytes = request.headers['content-type'] === 'application/octet-stream';
  http.readBody(request, response, (body) => {
    const packets = body === null ? null : decodePayload(body, version, isBytes);
    if (packets === null) {
      refuseRequest(request, response, 'request');
      wrong();
      return;
    }
    send(request, response, 200, 'text/html', 'ok');
    wire.receive(packets);
  });
}

const plain = 'text/plain; charset=UTF-8';

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, [
    'Content-Type',
    type,
    'Content-Length',
    length,
    'Cache-Control',
    'no-store',
    ...corsHeaders(request),
  ]);
  response.end(body);
}
