import type { JsonValue } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import { authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { app, protocol, subscriptionsPath } from './names';
import { quote, type Refusal } from './refusal';
import { jsonLdContext, subscriptionOf } from './subscription-events';
import { escapeSegment, parseSubscriptionPath } from './subscription-path';

/** GET below …/subscriptions: who is subscribed now. The path itself is the topic a token has to grant. */
export async function answerSubscriptions(call: MercureCall): Promise<void> {
  const refusal = await fault(call);
  if (refusal !== null) {
    refuse(call, { action: 'request', refusal });
    return;
  }
  const named = parseSubscriptionPath(call.path);
  const document = named === null ? null : documentOf(call, named.selector, named.subscriber);
  if (document === null) {
    const reason = `Nobody is subscribed as ${quote(call.path, 300)} says.`;
    const hint = 'Both parts are escaped once, and those who left are not listed.';
    refuse(call, { action: 'request', refusal: { status: 404, check: 'path', reason, hint } });
    return;
  }
  const { request, response, scope } = call;
  const etag = scope.history.lastId;
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
  const headers = ['ETag', headerSafe(etag), 'Content-Type', 'application/ld+json'];
  response.writeHead(
    isKnown ? 304 : 200,
    isKnown ? headers.slice(0, 2) : [...headers, 'Content-Length', String(Buffer.byteLength(body))],
  );
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function fault(call: MercureCall): Promise<Refusal | null> {
  const { scope, request } = call;
  if (!scope.settings.subscriptions) {
    const reason = 'This hub does not list subscriptions.';
    return { status: 404, check: 'path', reason, hint: 'Set mercure.subscriptions to true in its configuration.' };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const reason = `${quote(call.path, 200)} wants GET, not ${request.method}.`;
    return { status: 405, check: 'method', reason, hint: 'Subscriptions are made by subscribing.' };
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
    return noToken('request', scope.settings.cookieName);
  }
  const granted = token.claims.subscribe;
  const target = request.url ?? '';
  return granted !== null && scope.grants.use(granted).covers(target)
    ? null
    : {
        status: 401,
        check: 'grant',
        reason: `The token does not grant ${quote(target, 200)}.`,
        hint: 'The address itself, with its query, is the topic that mercure.subscribe has to cover.',
        received: quote(JSON.stringify(granted)),
        expected: `${subscriptionsPath}{/topic}{/subscriber}`,
        detail,
      };
}

/** null if there is nothing by that name. */
function documentOf({ scope }: MercureCall, selector: string | null, subscriber: string | null): JsonValue | null {
  const found: JsonValue[] = [];
  for (const one of scope.subscribers.all()) {
    const isMeant = subscriber === null || one.id === subscriber;
    const selectors = selector === null ? one.selectors : one.selectors.filter((text) => text === selector);
    found.push(...(isMeant ? selectors.map((text) => subscriptionOf(one, text, true)) : []));
  }
  const head = { '@context': jsonLdContext };
  const lastEventID = scope.history.lastId;
  if (subscriber !== null) {
    return found[0] === undefined ? null : { ...head, ...(found[0] as object), lastEventID };
  }
  const id = selector === null ? subscriptionsPath : `${subscriptionsPath}/${escapeSegment(selector)}`;
  return { ...head, id, type: 'Subscriptions', lastEventID, subscriptions: found };
}

/** A header holds Latin-1 without controls; an id may hold anything but line breaks. */
export function headerSafe(id: string): string {
  return Buffer.from(id)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
