import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AppSettings } from '../../../../contract/app';
import type { EntryDetail } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import { toProblem } from '../../../../contract/problem';
import { authVerdict } from '../../../formats/auth-answer';
import type { HubContext } from '../../../hub/hub-context';
import { requestDetail } from '../hub/api-entries';
import { answeredHeaders, forwardedHeaders } from './passed-headers';

/** Where laravel-echo and pusher-js ask for a signature, unless they are told otherwise (reference 8.1, 8.2). */
const authPaths = /(?:^|\/)(?:broadcasting\/(?:auth|user-auth)|pusher\/(?:auth|user-auth))$/;

export function isAuthPath(path: string): boolean {
  return authPaths.test(path);
}

/** Which app a request means: the one with its socket; else the only one that passes auth on. null if none does. */
export type AppOfSocket = (socketId: string) => AppSettings | null;

/** A page's auth request goes on to its application with cookies and headers, and the answer comes back unchanged. */
export function passAuth(
  context: HubContext,
  appOf: AppOfSocket,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = context.http.path(request);
  context.http.readBody(request, response, (body) => {
    const asked = askedIn(request, body);
    const app = appOf(asked.socketId);
    if (body === null || app?.forward == null || app.forward.authUrl === '') {
      refuse(context, request, response, path);
      return;
    }
    const to = { app, authUrl: app.forward.authUrl, isVerified: app.forward.verifyTls };
    context.http.guard(request, response, () => pass(context, request, response, { path, body, ...asked, ...to }));
  });
}

interface Asked {
  readonly path: string;
  readonly body: Buffer;
  readonly socketId: string;
  readonly channel: string;
  readonly app: AppSettings;
  readonly authUrl: string;
  readonly isVerified: boolean;
}

async function pass(
  context: HubContext,
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): Promise<void> {
  const { path, body, channel, app, authUrl, isVerified } = asked;
  const startedMs = context.clock.nowMs();
  const about = { protocol: 'pusher', app: app.id, direction: 'up', channel, event: '' } as const;
  const sent = { ...requestDetail(request, path), ...credentials(request), forwardedTo: authUrl };
  try {
    const answer = await context.dial.fetch({
      url: `${authUrl.replace(/\/+$/, '')}${request.url ?? ''}`,
      method: request.method ?? 'POST',
      headers: forwardedHeaders(request, authUrl),
      ...(body.length === 0 ? {} : { body }),
      tls: { isVerified, authorityFile: '' },
      timeoutMs: limits.requestTimeoutMs,
    });
    response.writeHead(answer.status, [...answeredHeaders(answer.headers, answer.body)]);
    response.end(answer.body);
    const tookMs = Math.round((context.clock.nowMs() - startedMs) * 10) / 10;
    const cors = answer.headers['access-control-allow-origin'] ?? 'none';
    const kind = request.method === 'OPTIONS' ? 'http' : 'auth';
    const why = kind === 'http' ? {} : reasonFor(answer.status, readable(answer), sent);
    const detail = { ...sent, tookMs, allowOrigin: cors, ...why };
    const words =
      kind === 'auth' && why.reason === undefined
        ? `The app signed ${channel || 'a user'} in ${tookMs} ms`
        : `${answer.status} from ${authUrl}${path}`;
    context.recorder.record({
      ...about,
      kind,
      code: answer.status,
      body: answer.body,
      detail,
      summary: words.slice(0, limits.summaryChars),
    });
  } catch (error) {
    const { message, hint } = toProblem(error);
    const reason = `The application was not reached to sign ${channel || 'this'}. ${message}`;
    const summary = `Refused: ${reason}`.slice(0, limits.summaryChars);
    context.recorder.record({
      ...about,
      kind: 'auth',
      code: 502,
      detail: { ...sent, reason, hint, check: 'forward' },
      summary,
    });
    context.http.text(response, 502, reason);
  }
}

/** What a page sent along to say who it is; the values are masked with the headers. */
function credentials({ headers }: IncomingMessage): EntryDetail {
  return {
    cookie: headers.cookie === undefined ? 'none' : 'sent',
    bearer: headers.authorization === undefined ? 'none' : 'sent',
    csrf: headers['x-csrf-token'] === undefined && headers['x-xsrf-token'] === undefined ? 'none' : 'sent',
    origin: headers.origin ?? '',
  };
}

/** Why a page gets no signature by this answer; nothing where it does, or where the body cannot be read. */
function reasonFor(status: number, body: string | null, { cookie, bearer }: EntryDetail): EntryDetail {
  if (status < 300 && body === null) return {};
  const { isSigned, reason, hint } = authVerdict(status, body ?? '');
  const isAnonymous = status >= 300 && cookie === 'none' && bearer === 'none';
  const nobody = isAnonymous ? 'Neither a session cookie nor a bearer token was sent. ' : '';
  return isSigned ? {} : { reason: `${nobody}${reason}`, hint };
}

/** An answer goes back as it came, so a body may be compressed. */
function readable({ headers, body }: { readonly headers: IncomingHttpHeaders; readonly body: Buffer }): string | null {
  return headers['content-encoding'] === undefined ? body.toString() : null;
}

/** Form or JSON, as libraries send it; from a query where there is no body. */
function askedIn(
  request: IncomingMessage,
  body: Buffer | null,
): { readonly socketId: string; readonly channel: string } {
  const text = body === null ? '' : body.toString();
  const query = new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
  let fields: URLSearchParams;
  try {
    const isJson = (request.headers['content-type'] ?? '').includes('json');
    fields = isJson ? new URLSearchParams(JSON.parse(text) as Record<string, string>) : new URLSearchParams(text);
  } catch {
    fields = new URLSearchParams();
  }
  const read = (name: string) => fields.get(name) ?? query.get(name) ?? '';
  return { socketId: read('socket_id'), channel: read('channel_name') };
}

function refuse(context: HubContext, request: IncomingMessage, response: ServerResponse, path: string): void {
  const reason = `${path} is a path of your application, not of the hub.`;
  const hint = 'Point authEndpoint at the application, or let an app of the hub pass it on (forward.authUrl).';
  const detail = { ...requestDetail(request, path), reason, hint, check: 'path' };
  context.recorder.record({
    kind: 'refused',
    action: 'request',
    direction: 'up',
    protocol: 'pusher',
    code: 404,
    detail,
    summary: `Refused: ${reason}`,
  });
  context.http.text(response, 404, `${reason} ${hint}`);
}
