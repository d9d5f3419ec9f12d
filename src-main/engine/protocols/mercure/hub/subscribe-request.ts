import { randomUUID } from 'node:crypto';
import type { EntryDetail } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import { rightsText } from '../audience';
import { payloadOf } from '../claims';
import { comment } from '../event-stream';
import type { TopicSelector } from '../topic-selector';
import { type AskedSelectors, askedSelectors } from './asked-selectors';
import { type Authorization, authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { endOf } from './lifetimes';
import { app, protocol } from './names';
import { pageNotes } from './page-notes';
import { queryTooLong, withBody } from './query-body';
import { quote, type Refusal } from './refusal';
import { askedCursor, findReplay, sendAgain } from './replay';
import type { MercureScope } from './scope';
import { isTooLong } from './size';
import { streamHeaders } from './stream-headers';
import type { Subscriber } from './subscriber';
import { headerSafe } from './subscription-api';
import { announce } from './subscription-events';
import type { VerifiedToken } from './verify-token';

const anybody: Authorization = { token: null, detail: {} };

const noSubscribing: Refusal = {
  status: 405,
  check: 'method',
  reason: 'Nobody may subscribe here: the hub has no key for subscribers, and takes none without a token.',
  hint: 'Set mercure.anonymous to true, or give it a key with --mercure-secret.',
  received: 'GET',
  expected: 'POST, to publish',
};

/** GET on the hub, or QUERY in 1.0: an event stream of what the selectors in the query, or the body, match. */
export async function answerSubscribe(asked: MercureCall, body: Buffer | null): Promise<void> {
  const call = asked.request.method === 'QUERY' ? withBody(asked, body) : asked;
  const { scope, response } = call;
  if (scope.subscriber === null && !scope.settings.anonymous) {
    refuse(call, { action: 'subscribe', refusal: noSubscribing });
    return;
  }
  const authorized = scope.subscriber === null ? anybody : await authorize(call, scope.subscriber);
  const found = askedSelectors(call.query, call.dialect);
  if ('refusal' in authorized) {
    refuse(call, { action: 'subscribe', refusal: authorized.refusal, topics: namesOf(found) });
    return;
  }
  const missing = fault(call, authorized, body);
  if (missing !== null || 'refusal' in found) {
    const refusal = missing ?? (found as { readonly refusal: Refusal }).refusal;
    const topics = namesOf(found);
    refuse(call, { action: 'subscribe', refusal: { ...refusal, detail: authorized.detail }, topics });
    return;
  }
  if (call.request.method === 'HEAD') {
    response.writeHead(200, [...streamHeaders]).end();
    return;
  }
  const begin = () => openStream(call, authorized, found.selectors);
  // A request that came right behind another on one connection waits for its turn to write.
  response.socket === null ? response.once('socket', begin) : begin();
}

function namesOf(found: AskedSelectors): readonly string[] {
  return 'refusal' in found ? [] : found.selectors.map(({ name }) => name);
}

function fault(call: MercureCall, { token }: Authorization, body: Buffer | null): Refusal | null {
  const { settings, subscriber } = call.scope;
  return subscriber !== null && token === null && !settings.anonymous
    ? noToken('subscription', call)
    : call.request.method === 'QUERY' && isTooLong(body)
      ? queryTooLong(call.request)
      : null;
}

function openStream(call: MercureCall, { token, detail }: Authorization, selectors: readonly TopicSelector[]): void {
  const { scope, request, response, listener } = call;
  const { context, subscribers } = scope;
  if (request.socket.destroyed) {
    return;
  }
  const nowMs = context.clock.nowMs();
  const replay = findReplay(scope, askedCursor(call));
  const { cursor } = replay;
  const header = call.dialect === '1.0' ? 'Mercure-Last-Event-ID' : 'Last-Event-ID';
  const headers = cursor === '' ? streamHeaders : [...streamHeaders, header, headerSafe(cursor)];
  const connection = context.stream(request, response, listener, headers);
  const granted = token?.claims.subscribe ?? null;
  const subscriber: Subscriber = {
    id: `urn:uuid:${randomUUID()}`,
    connection,
    dialect: call.dialect,
    selectors,
    grants: granted === null ? null : scope.grants.use(granted),
    payload: (text) => (token === null ? undefined : payloadOf(token.claims, text)),
    openedAtMs: nowMs,
    ...timeOf(scope, token, nowMs),
    commentAtMs: 0,
  };
  connection.attach({
    app,
    onText: () => {},
    onBinary: () => {},
    onControl: () => {},
    onClose: (closeSeq) => {
      subscribers.remove(subscriber);
      announce(scope, subscriber, false, closeSeq);
      context.changed();
    },
    // A page comes back to a stream that ends; only an answer that is no stream keeps it away.
    dismiss: ({ reason }) => connection.close(0, reason),
    label: () => ({ socketId: subscriber.id, user: '', channels: names }),
  });
  const names = selectors.map(({ name }) => name);
  const first = Buffer.from(comment);
  const seq = context.recorder.record({
    kind: 'connection',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    connection: connection.id,
    body: first,
    detail: {
      ...openDetail(call, subscriber, detail, granted ?? []),
      ...replay.detail,
      ...pageNotes(request, scope.settings, { hasToken: token !== null, missed: replay.note }),
    },
    summary: quote(
      `Subscribed to ${names.join(', ')} ${token === null ? 'without a token' : 'with a token'}`,
      limits.summaryChars,
    ),
  });
  // A hub of 0.x tells of a subscription before it is one, so that nobody sees its own; one of 1.0 after.
  if (call.dialect === '0.x') announce(scope, subscriber, true, seq);
  subscribers.add(subscriber);
  scope.counted('subscribers');
  for (const name of new Set(names)) {
    scope.topics.used(name);
    context.recorder.record({
      kind: 'subscribe',
      action: 'subscribe',
      direction: 'up',
      protocol,
      app,
      connection: connection.id,
      channel: name,
      cause: seq,
    });
  }
  connection.send({ bytes: first, seq, isHeartbeat: true });
  sendAgain(scope, subscriber, replay, seq);
  if (call.dialect === '1.0') announce(scope, subscriber, true, seq);
  context.changed();
}

/** A stream does not outlive its token. */
function timeOf({ context, settings }: MercureScope, token: VerifiedToken | null, nowMs: number) {
  const exp = token?.exp ?? null;
  const endsAtMs = endOf(nowMs, settings.writeTimeoutS, exp, context.random);
  const isToken = exp !== null && (settings.writeTimeoutS === 0 || exp - nowMs / 1_000 < settings.writeTimeoutS);
  const endReason = isToken
    ? 'The token is about to expire. The page comes back, and needs a new one by then.'
    : 'Streams are ended after a while (mercure.writeTimeoutS). The page comes back by itself.';
  return { endsAtMs, endReason };
}

function openDetail(
  call: MercureCall,
  { id, connection }: Subscriber,
  token: EntryDetail,
  granted: readonly string[],
): EntryDetail {
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  return {
    socketId: id,
    origin,
    userAgent,
    library: '',
    rights: rightsText(granted),
    ...token,
    ...requestDetail(call),
    remoteAddress,
    listener,
  };
}
