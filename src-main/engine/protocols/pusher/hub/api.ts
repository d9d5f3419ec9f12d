import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EntryAction } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import { replyJson, replyText } from '../../../hub/http-reply';
import { readBody } from '../../../hub/read-body';
import { requestPath } from '../../../hub/request-path';
import { parseQuery } from '../signature';
import type { QueryPair } from '../signature';
import type { AppState, PusherScope } from './app-state';
import { authFault } from './authenticate';
import { answerChannel, answerChannels, answerUsers } from './channel-requests';
import { answerBatch, answerEvent } from './publish-requests';
import { countRefusal, refusalDetail } from './refuse';
import type { Refusal } from './refuse';
import { apiRoute, appRoute } from './routes';
import { shorten } from './shorten';

/** A request of an app server that passed authentication. */
export interface ApiCall {
  readonly scope: PusherScope;
  readonly app: AppState;
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: readonly QueryPair[];
  readonly body: Buffer;
}

/** JSON to answer with, or why not. `channels` are those a refused publish was meant for. */
export type ApiAnswer =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly refusal: Refusal; readonly channels?: readonly string[]; readonly event?: string };

interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly action: EntryAction;
  readonly answer: (call: ApiCall) => ApiAnswer;
}

export function handleRequest(scope: PusherScope, request: IncomingMessage, response: ServerResponse): void {
  const target = request.url ?? '/';
  const path = requestPath(target);
  readBody(request, limits.requestBytes, (body) => {
    const start = target.indexOf('?');
    const query = parseQuery(start === -1 ? '' : target.slice(start + 1));
    const answer = answerRequest(scope, request, path, query, body);
    if (!answer.ok) {
      const more = answer.refusal.code === 405 ? ['Allow', answer.refusal.received === 'GET' ? 'POST' : 'GET'] : [];
      const closing = answer.refusal.code === 413 && body === null ? ['Connection', 'close'] : [];
      replyText(response, answer.refusal.code ?? 400, answer.refusal.reason, [...more, ...closing]);
    } else {
      replyJson(response, 200, answer.json);
    }
  });
}

function answerRequest(
  scope: PusherScope,
  request: IncomingMessage,
  path: string,
  query: readonly QueryPair[],
  body: Buffer | null,
): ApiAnswer {
  const route = apiRoute(path);
  const endpoint = route === null ? null : findEndpoint(route.rest);
  const action = endpoint?.action ?? 'request';
  const refuse = (refusal: Refusal, app: AppState | null, channels?: readonly string[], event?: string): ApiAnswer => {
    recordRefused(scope, request, { path, body, action, app, refusal, channels, event });
    return { ok: false, refusal };
  };
  if (route === null) {
    return refuse(appRoute(path) === null ? nothingHere(path) : needsUpgrade, null);
  }
  const settings = scope.context.apps.byId(route.appId);
  if (settings === null) {
    return refuse(unknownApp(scope, route.appId), null);
  }
  const app = scope.app(settings);
  if (body === null) {
    return refuse(tooLarge, app);
  }
  const method = request.method ?? 'GET';
  const fault = authFault(app, { method, path, prefix: route.prefix, query, body }, scope.context.clock.nowMs());
  if (fault !== null) {
    return refuse(fault, app);
  }
  if (endpoint === null) {
    return refuse(isTerminate(route.rest) ? noTerminate : nothingHere(path), app);
  }
  if (method !== endpoint.method && !(method === 'HEAD' && endpoint.method === 'GET')) {
    return refuse(wrongMethod(method, endpoint.method, path), app);
  }
  const answer = endpoint.answer({ scope, app, request, path, query, body });
  if (!answer.ok) {
    return refuse(answer.refusal, app, answer.channels, answer.event);
  }
  if (endpoint.action === 'request') {
    recordHttp(scope, request, app, path, route.rest[1]);
  }
  return answer;
}

function findEndpoint(rest: readonly string[]): Endpoint | null {
  const [first, channel, last] = rest;
  if (rest.length === 1) {
    if (first === 'events') {
      return { method: 'POST', action: 'publish', answer: answerEvent };
    }
    if (first === 'batch_events') {
      return { method: 'POST', action: 'publish', answer: answerBatch };
    }
    return first === 'channels' ? { method: 'GET', action: 'request', answer: answerChannels } : null;
  }
  if (first !== 'channels' || channel === undefined || channel === '') {
    return null;
  }
  const name = decode(channel);
  if (rest.length === 2) {
    return { method: 'GET', action: 'request', answer: (call) => answerChannel(call, name) };
  }
  return rest.length === 3 && last === 'users'
    ? { method: 'GET', action: 'request', answer: (call) => answerUsers(call, name) }
    : null;
}

function recordRefused(
  scope: PusherScope,
  request: IncomingMessage,
  what: {
    path: string;
    body: Buffer | null;
    action: EntryAction;
    app: AppState | null;
    refusal: Refusal;
    channels?: readonly string[];
    event?: string;
  },
): void {
  const { action, app, refusal, channels } = what;
  for (const name of app === null ? [] : (channels ?? [])) {
    countRefusal(app as AppState, name, action, refusal.code);
  }
  scope.context.recorder.record({
    kind: 'refused',
    action,
    direction: 'up',
    protocol: 'pusher',
    app: app?.settings.id,
    channel: channels?.join(', '),
    event: what.event,
    code: refusal.code ?? undefined,
    body: what.body ?? undefined,
    detail: { ...refusalDetail(refusal), ...requestDetail(request, what.path) },
    summary: shorten(`Refused: ${refusal.reason}`, limits.summaryChars),
  });
}

function recordHttp(
  scope: PusherScope,
  request: IncomingMessage,
  app: AppState,
  path: string,
  channel: string | undefined,
): void {
  scope.context.recorder.record({
    kind: 'http',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel: channel === undefined ? undefined : decode(channel),
    code: 200,
    detail: requestDetail(request, path),
    summary: `${request.method} ${path}: 200`,
  });
}

/** What is worth keeping of a request besides its body. */
export function requestDetail(
  request: IncomingMessage,
  path: string,
): { method: string; path: string; sdk: string; remoteAddress: string } {
  const sdk = request.headers['x-pusher-library'];
  return {
    method: request.method ?? '',
    path,
    sdk: (typeof sdk === 'string' ? sdk : request.headers['user-agent']) ?? '',
    remoteAddress: request.socket.remoteAddress ?? '',
  };
}

function unknownApp(scope: PusherScope, id: string): Refusal {
  const known = scope.context.apps.all.map((app) => app.id).join(', ');
  const reason = `There is no app with the id ${shorten(id, 100)} here.`;
  const hint = `Ids of this hub: ${known}. Compare with PUSHER_APP_ID or REVERB_APP_ID.`;
  return { code: 404, check: 'app', reason, hint, received: id };
}

function nothingHere(path: string): Refusal {
  const reason = `There is nothing at ${shorten(path, 200)}.`;
  const hint = 'The HTTP API is /apps/ID/events, batch_events, channels, channels/NAME and channels/NAME/users.';
  return { code: 404, check: 'path', reason, hint };
}

function wrongMethod(method: string, wanted: string, path: string): Refusal {
  const reason = `${shorten(path, 200)} wants ${wanted}, not ${method}.`;
  return { code: 405, check: 'method', reason, hint: `Send it as ${wanted}.`, received: wanted === 'POST' ? 'GET' : 'POST' };
}

const needsUpgrade: Refusal = {
  code: 426,
  check: 'upgrade',
  reason: 'This address is for WebSocket connections. HTTP streaming and polling are not served.',
  hint: "In pusher-js set enabledTransports: ['ws', 'wss']; behind a proxy pass the Upgrade headers on.",
};

const noTerminate: Refusal = {
  code: 501,
  check: 'support',
  reason: 'This hub does not serve terminate_connections yet.',
  hint: 'Close the page instead.',
};

const tooLarge: Refusal = {
  code: 413,
  check: 'size',
  reason: `The request is larger than ${limits.requestBytes} bytes.`,
  hint: 'Send an id and let the receivers fetch the rest.',
};

function isTerminate(rest: readonly string[]): boolean {
  return rest.length === 3 && rest[0] === 'users' && rest[2] === 'terminate_connections';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
