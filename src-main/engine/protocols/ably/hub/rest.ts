import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EntryAction } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import type { AblyScope } from './app-state';
import { authorize } from './authorize';
import { type AblyFault, faultDetail, tooLarge } from './fault';
import { protocol } from './names';
import { requestDetail } from './request-detail';
import { answerChannel, answerChannels, answerHistory, answerPresence } from './rest-channels';
import { answerPublish } from './rest-publish';
import { type RestAnswer, reply, replyPreflight, wantsPacked } from './rest-reply';
import { requestToken } from './rest-token';
import type { Grant } from './token';

/** A request to the REST API. */
export interface RestCall {
  readonly scope: AblyScope;
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  /** The part of the path that names something, decoded; '' where nothing does. */
  readonly name: string;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly action: EntryAction;
  /** Anybody may ask; else `grant` says who does. */
  readonly isOpen?: true;
  answer(call: RestCall, grant: Grant | null): RestAnswer;
}

/** REST API as ably-php and ably-js use it (https://ably.com/docs/api/rest-api). */
const routes: readonly Route[] = [
  { method: 'POST', path: /^\/channels\/([^/]+)\/(?:messages|publish)$/, action: 'publish', answer: answerPublish },
  { method: 'GET', path: /^\/channels\/([^/]+)\/(?:messages|history)$/, action: 'request', answer: answerHistory },
  { method: 'GET', path: /^\/channels\/([^/]+)\/presence$/, action: 'request', answer: answerPresence },
  { method: 'GET', path: /^\/channels\/([^/]+)$/, action: 'request', answer: answerChannel },
  { method: 'GET', path: /^\/channels$/, action: 'request', answer: answerChannels },
  { method: 'POST', path: /^\/keys\/([^/]+)\/requestToken$/, action: 'request', isOpen: true, answer: requestToken },
  {
    method: 'GET',
    path: /^\/time$/,
    action: 'request',
    isOpen: true,
    answer: ({ scope }) => ({ ok: true, status: 200, value: [Math.floor(scope.context.clock.nowMs())] }),
  },
];

const restPath =
  /^\/(channels(\/[^/]+(\/(messages|publish|history|presence)(\/.*)?)?)?|keys\/[^/]+\/requestToken|time)$/;

/** Whether a path is one of the REST API, whatever the method. */
export function isRestPath(path: string): boolean {
  return /^\/(c|k|t)/.test(path) && restPath.test(path);
}

export function answerRest(scope: AblyScope, request: IncomingMessage, response: ServerResponse): void {
  const { http } = scope.context;
  if (request.method === 'OPTIONS') {
    replyPreflight(request, response);
    return;
  }
  const path = http.path(request);
  const query = new URL(request.url ?? '/', 'http://hub').searchParams;
  http.readBody(request, response, (body) => {
    const route = routes.find((one) => one.method === request.method && one.path.test(path));
    const name = decoded(route?.path.exec(path)?.[1] ?? '');
    const { answer, grant } = answerOf(
      scope,
      route,
      { scope, request, path, query, body: body ?? Buffer.alloc(0), name },
      body === null,
    );
    record(scope, request, path, query, route?.action ?? 'request', answer, grant, body);
    reply(response, answer, wantsPacked(request, query));
  });
}

function answerOf(
  { context }: AblyScope,
  route: Route | undefined,
  call: RestCall,
  isTooLarge: boolean,
): { readonly answer: RestAnswer; readonly grant: Grant | null } {
  const granted = route?.isOpen === true ? null : authorize(context, call.request, call.query);
  if (granted !== null && !('app' in granted)) {
    return { answer: { ok: false, fault: granted, ...about(route, call) }, grant: null };
  }
  if (isTooLarge) return { answer: { ok: false, fault: tooLarge, ...about(route, call) }, grant: granted };
  return { answer: route?.answer(call, granted) ?? { ok: false, fault: nothingHere(call) }, grant: granted };
}

const about = (route: Route | undefined, { name }: RestCall) => (route?.action === 'publish' ? { channel: name } : {});

function nothingHere({ request, path }: RestCall): AblyFault {
  return {
    code: 40400,
    status: 404,
    check: 'path',
    reason: `The hub does not answer ${request.method} ${path.slice(0, 200)} as Ably does.`,
    hint: 'It publishes, gives tokens, and tells its time, its channels and who is present.',
  };
}

function record(
  { context }: AblyScope,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
  action: EntryAction,
  answer: RestAnswer,
  grant: Grant | null,
  body: Buffer | null,
): void {
  if (answer.ok && answer.isRecorded) return;
  const app = grant?.app.id;
  const shared = { direction: 'up', protocol, app, channel: answer.channel ?? '' } as const;
  const detail = requestDetail(request, path, query);
  if (answer.ok) {
    const summary = `${request.method} ${path}: ${answer.status}`.slice(0, limits.summaryChars);
    context.recorder.record({ ...shared, kind: 'http', code: answer.status, detail, summary });
    return;
  }
  const { fault, event } = answer;
  context.recorder.record({
    ...shared,
    kind: 'refused',
    action,
    ...(event === undefined ? {} : { event }),
    code: fault.code,
    body: body ?? undefined,
    detail: { ...faultDetail(fault), ...detail },
    summary: `Refused: ${fault.reason}`.slice(0, limits.summaryChars),
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
