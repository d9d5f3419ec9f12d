import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJson, parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { memberText } from '../../../formats/json-slice';
import { app, protocol } from './names';
import { publish } from './publish';
import { isPresence } from './rooms';
import type { SocketScope } from './scope';

const route = /^\/apps\/([^/]+)\/(status|channels|events)(?:\/([^/]+)(\/users)?)?$/;
const pusherSigned = /[?&](auth_signature|auth_timestamp|auth_version|body_md5)=/;

/**
 * Whether a request is for the HTTP API of laravel-echo-server, which shares its paths with Pusher's: it says its key as a
 * bearer token or in `auth_key`, and is not signed.
 */
export function isApiRequest(request: IncomingMessage): boolean {
  const { url = '', headers } = request;
  // Asked of every request, and nearly all are signed publishes.
  if (headers.authorization === undefined && !url.includes('/status')) {
    return false;
  }
  const [path = ''] = url.split('?');
  if (!route.test(path) || pusherSigned.test(url)) {
    return false;
  }
  return /^bearer /i.test(headers.authorization ?? '') || (path.endsWith('/status') && /[?&]auth_key=/.test(url));
}

export interface ApiCounts {
  readonly connections: number;
  readonly uptimeS: number;
}

/** Answers it as laravel-echo-server 1.6 does. */
export function answerApi(
  scope: SocketScope,
  request: IncomingMessage,
  response: ServerResponse,
  counts: () => ApiCounts,
): void {
  const url = new URL(request.url ?? '/', 'http://hub');
  const [, id = '', what = '', name, users] = route.exec(url.pathname) ?? [];
  const key = request.headers.authorization?.replace(/^bearer /i, '') ?? url.searchParams.get('auth_key') ?? '';
  const { json } = scope.context.http;
  const known = scope.context.apps.all.find((one) => one.id === decoded(id));
  if (known === undefined || known.key !== key) {
    const reason = known === undefined ? `There is no app ${decoded(id)} here.` : 'The key is not that of the app.';
    refuse(scope, request, 403, reason, 'Send the key of an app of the hub: Authorization: Bearer KEY.');
    request.resume();
    json(response, 403, '{"error":"Unauthorized"}');
    return;
  }
  if (what === 'events' && name === undefined && request.method === 'POST') {
    scope.context.http.readBody(request, response, (body) => answerEvent(scope, request, response, body));
    return;
  }
  request.resume();
  if (request.method !== 'GET') {
    json(response, 404, '{"error":"Not found"}');
  } else if (what === 'status') {
    const { connections, uptimeS } = counts();
    const memory = process.memoryUsage();
    json(response, 200, JSON.stringify({ subscription_count: connections, uptime: uptimeS, memory_usage: memory }));
  } else if (what === 'channels' && name === undefined) {
    json(response, 200, JSON.stringify({ channels: listed(scope, url.searchParams.get('filter_by_prefix') ?? '') }));
  } else if (what === 'channels' && name !== undefined) {
    answerChannel(scope, response, decoded(name), users !== undefined);
  } else {
    json(response, 404, '{"error":"Not found"}');
  }
}

function listed(scope: SocketScope, prefix: string): object {
  const names = scope.rooms.occupied().filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name, described(scope, name)]));
}

function described({ rooms }: SocketScope, name: string): object {
  const count = rooms.connections(name).length;
  const plain = { subscription_count: count, occupied: count > 0 };
  return isPresence(name) ? { ...plain, user_count: rooms.members(name).length } : plain;
}

function answerChannel(scope: SocketScope, response: ServerResponse, name: string, isUsers: boolean): void {
  const { json } = scope.context.http;
  if (!isUsers) {
    json(response, 200, JSON.stringify(described(scope, name)));
  } else if (!isPresence(name)) {
    json(response, 400, '{"error":"User list is only possible for Presence Channels"}');
  } else {
    const users = scope.rooms
      .members(name)
      .map(
        ({ json: member, info }) => `{"id":${memberText(member, 'user_id') ?? 'null'},"user_info":${info || 'null'}}`,
      );
    json(response, 200, `{"users":[${users.join(',')}]}`);
  }
}

function answerEvent(
  scope: SocketScope,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | null,
): void {
  const text = body?.toString() ?? '';
  const value = parseJson(text) as { readonly [name: string]: unknown } | undefined;
  const channels = channelsOf(value);
  const event = value?.name;
  const data = dataOf(text, value?.data);
  if (body === null || channels.length === 0 || typeof event !== 'string' || event === '' || data === null) {
    const reason = body === null ? 'The body is too long.' : 'Event must include channel, event name and data';
    refuse(scope, request, 400, reason, 'Send {"channel":"…","name":"…","data":…} as JSON.', body ?? undefined);
    scope.context.http.json(response, 400, JSON.stringify({ error: reason }));
    return;
  }
  const socketId = typeof value?.socket_id === 'string' ? value.socket_id : '';
  const detail = { sdk: request.headers['user-agent'] ?? '', remoteAddress: request.socket.remoteAddress ?? '' };
  for (const channel of channels) {
    publish(scope, { channel, event, data, socketId, body, detail });
  }
  scope.context.http.json(response, 200, '{"message":"ok"}');
}

function channelsOf(value: { readonly [name: string]: unknown } | undefined): readonly string[] {
  const named = value?.channels ?? value?.channel;
  const all = Array.isArray(named) ? named : [named];
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== ''))].slice(0, 100);
}

/** An object, or JSON in a string. */
function dataOf(text: string, data: unknown): string | null {
  if (data === undefined || data === null) {
    return null;
  }
  return typeof data === 'string' && isJson(data) ? data : memberText(text, 'data');
}

function refuse(
  scope: SocketScope,
  request: IncomingMessage,
  code: number,
  reason: string,
  hint: string,
  body?: Buffer,
): void {
  scope.context.recorder.record({
    kind: 'refused',
    action: request.method === 'POST' ? 'publish' : 'request',
    direction: 'up',
    protocol,
    app,
    code,
    body,
    detail: {
      reason,
      hint,
      method: request.method ?? '',
      path: scope.context.http.path(request),
      userAgent: request.headers['user-agent'] ?? '',
      remoteAddress: request.socket.remoteAddress ?? '',
    },
    summary: `Refused: ${reason}`.slice(0, limits.summaryChars),
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
