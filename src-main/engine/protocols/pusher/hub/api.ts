import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppSettings } from '../../../../contract/app';
import { isLocalProgram } from '../../../hub/local-program';
import { parseQuery } from '../signature';
import { appOfRequest, hasNoIdYet } from './adoption';
import type { ApiAnswer, ApiCall } from './api-call';
import { recordRefusedRequest, recordRequest } from './api-entries';
import { disabledApp, needsUpgrade, nothingHere, preflight, tooLarge, unknownApp, wrongMethod } from './api-refusals';
import type { AppState, PusherScope } from './app-state';
import { authFault } from './authenticate';
import { parameter } from './channel-requests';
import type { Endpoint } from './endpoints';
import { findEndpoint } from './endpoints';
import { meantFor } from './publication';
import type { Refusal } from './refuse';
import type { ApiRoute } from './routes';
import { apiRoute, appRoute } from './routes';

/** A request of the HTTP API: authenticated, answered and recorded, or refused with a sentence and recorded. */
export function handleRequest(scope: PusherScope, request: IncomingMessage, response: ServerResponse): void {
  const { http } = scope.context;
  const path = http.path(request);
  const route = apiRoute(path);
  const endpoint = route === null ? null : findEndpoint(route.rest);
  const passed =
    route === null ? null : appOfRequest(scope.context.apps, route.appId, parameter(queryOf(request), 'auth_key'));
  const pass = passed?.enabled === true ? scope.app(passed).pass : null;
  if (route !== null && passed !== null && pass !== null) {
    // Nobody here has checked its signature.
    if (isLocalProgram(request)) learnId(scope, passed, route.appId);
    pass.request(request, response);
    return;
  }
  http.readBody(request, response, (body) => {
    const { app, answer } = answerRequest(scope, { request, path, route, endpoint, body });
    if (answer.ok) {
      http.json(response, answer.status ?? 200, answer.json);
      if (endpoint?.action === 'request' && app !== null) {
        const seq = recordRequest(scope.context, request, app, path, endpoint.channel, answer.note);
        answer.then?.(seq);
      }
      return;
    }
    const { refusal, channels, event } = answer;
    const action = endpoint?.action ?? 'request';
    recordRefusedRequest(scope.context, request, { path, body, action, app, refusal, channels, event });
    http.text(response, refusal.code ?? 400, answerText(refusal), moreHeaders(refusal, endpoint, body));
  });
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly route: ApiRoute | null;
  readonly endpoint: Endpoint | null;
  /** null if it was too long. */
  readonly body: Buffer | null;
}

function answerRequest(scope: PusherScope, incoming: Incoming): { app: AppState | null; answer: ApiAnswer } {
  const { request, path, route, endpoint, body } = incoming;
  if (route === null) {
    return { app: null, answer: refused(appRoute(path) === null ? nothingHere(path) : needsUpgrade) };
  }
  const query = queryOf(request);
  const { apps } = scope.context;
  const authKey = parameter(query, 'auth_key');
  const settings = appOfRequest(apps, route.appId, authKey);
  if (settings === null) {
    const refusal = unknownApp(apps, route.appId, authKey);
    return { app: null, answer: { ...refused(refusal), ...(body === null ? {} : meant(endpoint, query, body)) } };
  }
  const app = scope.app(settings);
  if (request.method === 'OPTIONS') {
    return { app, answer: refused(preflight(path)) };
  }
  if (body === null) {
    return { app, answer: refused(tooLarge) };
  }
  const method = request.method ?? 'GET';
  const isPublish = endpoint?.action === 'publish';
  const mayBeUnchecked = isPublish && settings.secret === null && isLocalProgram(request);
  const fault = authFault(
    app,
    apps,
    { method, path, prefix: route.prefix, query, body, mayBeUnchecked },
    scope.context.clock.nowMs(),
  );
  if (fault !== null) {
    return { app, answer: { ...refused(fault), ...meant(endpoint, query, body) } };
  }
  if (!settings.enabled) {
    return { app, answer: { ...refused(disabledApp(settings.id)), ...meant(endpoint, query, body) } };
  }
  if (endpoint === null) {
    return { app, answer: refused(nothingHere(path)) };
  }
  if (method !== endpoint.method && !(method === 'HEAD' && endpoint.method === 'GET')) {
    return { app, answer: refused(wrongMethod(method, endpoint.method, path)) };
  }
  learnId(scope, settings, route.appId);
  const isUnchecked = settings.secret === null;
  return { app, answer: endpoint.answer({ scope, app, request, path, query, body, isUnchecked }) };
}

function queryOf({ url = '/' }: IncomingMessage): ApiCall['query'] {
  const start = url.indexOf('?');
  return parseQuery(start === -1 ? '' : url.slice(start + 1));
}

/** The id of an app that was adopted from a page is what its server publishes under. */
function learnId({ context }: PusherScope, app: AppSettings, id: string): void {
  if (hasNoIdYet(app) && id !== app.id && context.apps.byId(id) === null) context.learnAppId(app, id);
}

/** What a publish was meant for, from its body, or from its path and query. */
function meant(endpoint: Endpoint | null, query: ApiCall['query'], body: Buffer) {
  if (endpoint?.action !== 'publish') {
    return {};
  }
  return endpoint.channel === ''
    ? meantFor(body)
    : { channels: [endpoint.channel], event: query.find(([name]) => name === 'name')?.[1] ?? '' };
}

function refused(refusal: Refusal): ApiAnswer {
  return { ok: false, refusal };
}

/** Whoever signs wrongly is told what was to be signed. */
function answerText({ reason, stringToSign }: Refusal): string {
  const quoted = JSON.stringify(stringToSign ?? '');
  return stringToSign === undefined || reason.includes(quoted) ? reason : `${reason}. To be signed: ${quoted}`;
}

function moreHeaders(refusal: Refusal, endpoint: Endpoint | null, body: Buffer | null): readonly string[] {
  if (body === null) {
    // The rest of the body is still on its way, and nobody wants it.
    return ['Connection', 'close'];
  }
  if (refusal.code === needsUpgrade.code) {
    return ['Upgrade', 'websocket', 'Connection', 'Upgrade'];
  }
  return refusal.code === 405 && endpoint !== null ? ['Allow', endpoint.method] : [];
}
