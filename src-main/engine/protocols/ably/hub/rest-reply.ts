import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PackedValue, pack } from '../../../formats/message-pack';
import { type AblyFault, errorOf } from './fault';

export type RestAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly value: unknown;
      readonly channel?: string;
      readonly isRecorded?: true;
    }
  | { readonly ok: false; readonly fault: AblyFault; readonly channel?: string; readonly event?: string };

const anyPage = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  'Link, X-Ably-Errorcode, X-Ably-Errormessage',
];

/** In MessagePack where the client asks for it: ably-js then reads nothing else. */
export function wantsPacked({ headers }: IncomingMessage, query: URLSearchParams): boolean {
  const asked = query.get('format');
  return asked === null ? (headers.accept ?? '').includes('application/x-msgpack') : asked === 'msgpack';
}

export function reply(response: ServerResponse, answer: RestAnswer, isPacked: boolean): void {
  if (response.headersSent || response.destroyed) return;
  const value = answer.ok ? answer.value : { error: errorOf(answer.fault) };
  const bytes = isPacked ? pack(value as PackedValue) : Buffer.from(JSON.stringify(value));
  const failed = answer.ok
    ? []
    : ['X-Ably-Errorcode', String(answer.fault.code), 'X-Ably-Errormessage', headerText(answer.fault.reason)];
  response.writeHead(answer.ok ? answer.status : answer.fault.status, [
    'Content-Type',
    isPacked ? 'application/x-msgpack' : 'application/json',
    'Content-Length',
    String(bytes.length),
    ...anyPage,
    ...failed,
  ]);
  response.end(bytes);
}

/** Pages ask first, as their requests carry an Authorization header. */
export function replyPreflight(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(204, [
    ...anyPage,
    'Access-Control-Allow-Methods',
    'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers',
    request.headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age',
    '600',
  ]);
  response.end();
}

/** What is not ASCII may not stand in a header. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
