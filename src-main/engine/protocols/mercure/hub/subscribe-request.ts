import { randomUUID } from 'node:crypto';
import type { EntryDetail } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import { rightsText } from '../audience';
import { comment } from '../event-stream';
import { valuesOf } from '../form';
import { maxSelectors } from '../token';
import { type Authorization, authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { endOf } from './lifetimes';
import { mixedHosts } from './mixed-hosts';
import { app, protocol } from './names';
import { quote, type Refusal } from './refusal';
import { askedCursor, findReplay, sendAgain } from './replay';
import type { MercureScope } from './scope';
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
};

/** GET on the hub: an event stream of what the selectors in the query match. */
export async function answerSubscribe(call: MercureCall): Promise<void> {
  const { scope, response } = call;
  if (scope.subscriber === null && !scope.settings.anonymous) {
    refuse(call, { action: 'subscribe', refusal: noSubscribing });
    return;
  }
  const authorized = scope.subscriber === null ? anybody : await authorize(call, scope.subscriber);
  const selectors = [...new Set(valuesOf(call.query, 'topic'))];
  const refusal = 'refusal' in authorized ? authorized.refusal : fault(call, authorized);
  if (refusal !== null || 'refusal' in authorized) {
    refuse(call, { action: 'subscribe', refusal: refusal as Refusal, topics: selectors });
    return;
  }
  if (call.request.method === 'HEAD') {
    response.writeHead(200, [...streamHeaders]).end();
    return;
  }
  const begin = () => openStream(call, authorized, selectors);
  // A request that came right behind another on one connection waits for its turn to write.
  response.socket === null ? response.once('socket', begin) : begin();
}

function fault(call: MercureCall, { token, detail }: Authorization): Refusal | null {
  const { settings, subscriber } = call.scope;
  if (subscriber !== null && token === null && !settings.anonymous) {
    return noToken('subscription', settings.cookieName);
  }
  const asked = valuesOf(call.query, 'topic');
  if (asked.length === 0) {
    return {
      status: 400,
      check: 'topic',
      reason: 'Missing "topic" parameter.',
      hint: 'Name what to subscribe to: /.well-known/mercure?topic=https%3A%2F%2Fexample.com%2Fbooks%2F1, or topic=* for all.',
      received: call.query.isBroken ? 'a query with a bad escape or a raw semicolon' : 'no parameter of this name',
      detail,
    };
  }
  if (asked.length > maxSelectors) {
    const reason = `There are ${asked.length} topics, at most ${maxSelectors} are allowed.`;
    return { status: 400, check: 'topics', reason, hint: 'A URI template covers many topics.', detail };
  }
  return null;
}

function openStream(call: MercureCall, { token, detail }: Authorization, selectors: readonly string[]): void {
  const { scope, request, response, listener } = call;
  const { context, subscribers } = scope;
  if (request.socket.destroyed) {
    return;
  }
  const nowMs = context.clock.nowMs();
  const replay = findReplay(scope, askedCursor(request.headers['last-event-id'] as string | undefined, call.query));
  const { cursor } = replay;
  const headers = cursor === '' ? streamHeaders : [...streamHeaders, 'Last-Event-ID', headerSafe(cursor)];
  const connection = context.stream(request, response, listener, headers);
  const granted = token?.claims.subscribe ?? null;
  const subscriber: Subscriber = {
    id: `urn:uuid:${randomUUID()}`,
    connection,
    selectors,
    grants: granted === null ? null : scope.grants.use(granted),
    payload: token?.claims.payload,
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
    label: () => ({ socketId: subscriber.id, user: '', channels: selectors }),
  });
  const note = token === null ? mixedHosts(request) : '';
  const mixUp: EntryDetail = note === '' ? {} : { note };
  const first = Buffer.from(comment);
  const seq = context.recorder.record({
    kind: 'connection',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    connection: connection.id,
    body: first,
    detail: { ...mixUp, ...openDetail(call, subscriber, detail, granted ?? []), ...replay.detail },
    summary: quote(
      `Subscribed to ${selectors.join(', ')} ${token === null ? 'without a token' : 'with a token'}`,
      limits.summaryChars,
    ),
  });
  announce(scope, subscriber, true, seq);
  subscribers.add(subscriber);
  scope.counted('subscribers');
  for (const selector of selectors) {
    scope.topics.used(selector);
    context.recorder.record({
      kind: 'subscribe',
      action: 'subscribe',
      direction: 'up',
      protocol,
      app,
      connection: connection.id,
      channel: selector,
      cause: seq,
    });
  }
  connection.send({ bytes: first, seq, isHeartbeat: true });
  sendAgain(scope, subscriber, replay, seq);
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
