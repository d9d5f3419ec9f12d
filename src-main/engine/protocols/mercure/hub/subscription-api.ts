import type { JsonValue } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import type { TopicSelector } from '../topic-selector';
import { authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { app, hubPath, protocol, subscriptionsPath } from './names';
import { quote, type Refusal } from './refusal';
import { hubEvent, jsonLdContext, subscriptionOf } from './subscription-events';
import { type AskedSubscriptions, parseModernPath, parseSubscriptionPath, selectorPath } from './subscription-path';

/** GET below …/subscriptions: who is subscribed now. The path itself is the topic a token has to grant. */
export async function answerSubscriptions(call: MercureCall): Promise<void> {
  const refusal = await fault(call);
  if (refusal !== null) {
    refuse(call, { action: 'request', refusal });
    return;
  }
  const named = call.dialect === '1.0' ? parseModernPath(call.path) : parseSubscriptionPath(call.path);
  if (typeof named === 'string') {
    const reason = `${quote(call.path, 300)} is no address of subscriptions.`;
    refuse(call, {
      action: 'request',
      refusal: { status: 400, check: 'path', reason, hint: named, ...addresses(call) },
    });
    return;
  }
  const document = named === null ? null : documentOf(call, named);
  if (document === null) {
    const reason = `Nobody is subscribed as ${quote(call.path, 300)} says.`;
    const hint = 'Both parts are escaped once, and those who left are not listed.';
    refuse(call, { action: 'request', refusal: { status: 404, check: 'path', reason, hint, ...addresses(call) } });
    return;
  }
  const { request, response, scope } = call;
  const { etag, more } = headOf(call);
  const isKnown = request.headers['if-none-match'] === etag;
  const body = isKnown ? '' : JSON.stringify(document);
  scope.context.recorder.record({
    kind: 'http',
    direction: 'up',
    protocol,
    app,
    code: isKnown ? 304 : 200,
    detail: requestDetail(call),
    summary: quote(`${request.method} ${call.path}: ${isKnown ? 304 : 200}`, limits.summaryChars),
  });
  const headers = ['ETag', headerSafe(etag), ...more];
  response.writeHead(
    isKnown ? 304 : 200,
    isKnown ? headers.slice(0, 2) : [...headers, 'Content-Length', String(Buffer.byteLength(body))],
  );
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** What was asked for, and how such an address looks in its dialect. */
function addresses({ path, dialect }: MercureCall) {
  const parts = dialect === '1.0' ? '[/{match_type}/{match}[/{subscriber}]]' : '[/{topic}[/{subscriber}]]';
  return { received: quote(path, 200), expected: `${subscriptionsPath}${parts}` };
}

/** Headers of the answer: 1.0 has the cursor in one, 0.x in the document. */
function headOf({ dialect, scope: { history } }: MercureCall) {
  const { lastId } = history;
  if (dialect === '0.x') {
    return { etag: lastId, more: ['Content-Type', 'application/ld+json'] };
  }
  const type = 'application/json';
  const cursor = headerSafe(lastId).replace(/["\\]/g, '\\$&');
  const link = `<${hubPath}>; rel="mercure"; last-event-id="${cursor}"; type="${hubEvent}"; content-type="${type}"`;
  const escaped = Buffer.from(lastId)
    .toString('latin1')
    .replace(/[^!#$&-~\x80-\xff]/g, percent);
  return { etag: `"${escaped}"`, more: ['Content-Type', type, 'Link', link] };
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

async function fault(call: MercureCall): Promise<Refusal | null> {
  const { scope, request } = call;
  if (!scope.settings.subscriptions) {
    const reason = 'This hub does not list subscriptions.';
    const hint = 'Set mercure.subscriptions to true in its configuration.';
    return { status: 404, check: 'path', reason, hint, received: quote(call.path, 200), expected: hubPath };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const reason = `${quote(call.path, 200)} wants GET, not ${request.method}.`;
    const hint = 'Subscriptions are made by subscribing.';
    return { status: 405, check: 'method', reason, hint, received: request.method ?? '', expected: 'GET/HEAD' };
  }
  if (scope.subscriber === null) {
    return null;
  }
  const authorized = await authorize(call, scope.subscriber);
  if ('refusal' in authorized) {
    return authorized.refusal;
  }
  const { token, detail } = authorized;
  if (token === null) {
    return noToken('request', call);
  }
  const granted = token.claims.subscribe;
  // 0.x takes the whole address, with its query, for the topic; 1.0 the path alone.
  const target = call.dialect === '1.0' ? call.path : (request.url ?? '');
  return granted !== null && scope.grants.use(granted).covers(target)
    ? null
    : {
        status: 401,
        check: 'grant',
        reason: `The token does not grant ${quote(target, 200)}.`,
        hint:
          call.dialect === '1.0'
            ? 'The path itself is the topic that a detail with the action "subscribe" has to cover.'
            : 'The address itself, with its query, is the topic that mercure.subscribe has to cover.',
        received: quote(JSON.stringify(granted)),
        expected:
          call.dialect === '1.0'
            ? `match_urlpattern=${subscriptionsPath}/:match_type/:match/:subscriber, or match=${target}`
            : `${subscriptionsPath}{/topic}{/subscriber}`,
        detail,
      };
}

/** null if there is nothing by that name. */
function documentOf({ scope, dialect, path }: MercureCall, asked: AskedSubscriptions): JsonValue | null {
  const { matchType, selector, subscriber } = asked;
  const found: JsonValue[] = [];
  for (const one of scope.subscribers.all()) {
    if (one.dialect !== dialect || (subscriber !== null && one.id !== subscriber)) continue;
    const isMeant = ({ text, matchType: type }: TopicSelector) =>
      (selector === null || text === selector) && (matchType === null || type === matchType);
    found.push(...one.selectors.filter(isMeant).map((text) => subscriptionOf(one, text, true)));
  }
  if (dialect === '1.0') {
    return subscriber !== null ? (found[0] ?? null) : { id: path, type: 'subscriptions', subscriptions: found };
  }
  const head = { '@context': jsonLdContext };
  const lastEventID = scope.history.lastId;
  if (subscriber !== null) {
    return found[0] === undefined ? null : { ...head, ...(found[0] as object), lastEventID };
  }
  const id = selector === null ? subscriptionsPath : selectorPath({ text: selector, matchType: null });
  return { ...head, id, type: 'Subscriptions', lastEventID, subscriptions: found };
}

/** A header holds Latin-1 without controls; an id may hold anything but line breaks. */
export function headerSafe(id: string): string {
  return Buffer.from(id)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
