import type { Upgrade } from '../../../hub/hub-context';
import { actions } from '../actions';
import { type AblyScope, forget } from './app-state';
import { detachAll } from './attach';
import { authorize } from './authorize';
import { connectedFrame } from './connected-frame';
import { type AblyFault, errorOf, faultDetail } from './fault';
import { protocol } from './names';
import { type AblyPeer, about, dismiss, encode } from './peer';
import { leaveAll } from './presence';
import { receive } from './receive';
import { requestDetail } from './request-detail';
import { clientIdOf, type Grant } from './token';

const idBytes = 8;
const keyBytes = 16;

/** A handshake of the realtime protocol: a connection, or the error a client is told inside of it. */
export function open(scope: AblyScope, upgrade: Upgrade): void {
  const { context } = scope;
  const query = new URL(upgrade.request.url ?? '/', 'http://hub').searchParams;
  const isPacked = query.get('format') === 'msgpack';
  const granted = authorize(context, upgrade.request, query);
  const grant = 'app' in granted ? withClientId(granted, query.get('clientId') ?? '') : granted;
  if (!('app' in grant)) {
    refuse(scope, upgrade, query, isPacked, grant, 'app' in granted ? granted.app.id : '');
    return;
  }
  const connection = context.accept(upgrade);
  if (connection === null) return;
  const app = scope.app(grant.app);
  const asked = query.get('resume') ?? query.get('recover');
  const before = asked === null ? null : lostPeer(app.peers.values(), asked);
  const nowMs = context.clock.nowMs();
  const connectionId = before?.connectionId ?? scope.newId(idBytes);
  const peer: AblyPeer = {
    app,
    connectionId,
    channels: new Set(),
    ...before,
    connection,
    connectionKey: `${connectionId}!${scope.newId(keyBytes)}`,
    grant,
    isPacked,
    isEchoed: query.get('echo') !== 'false',
    wantsHeartbeats: query.get('heartbeats') !== 'false',
    library: libraryOf(query),
    pingedAtMs: null,
    saidAtMs: nowMs,
    goneAtMs: null,
    isAskedForToken: false,
  };
  const kept = before === null ? peer : Object.assign(before, peer);
  app.peers.set(connectionId, kept);
  attach(scope, kept);
  greet(scope, kept, asked, before !== null);
  context.changed();
}

function attach(scope: AblyScope, peer: AblyPeer): void {
  const { context } = scope;
  const { connection } = peer;
  const isCurrent = () => peer.connection === connection;
  connection.attach({
    get app() {
      return peer.app.settings.id;
    },
    onText: (data) => isCurrent() && receive(scope, peer, data, false),
    onBinary: (data) => isCurrent() && receive(scope, peer, data, true),
    onControl: () => {
      peer.pingedAtMs = null;
    },
    onClose: (closeSeq) => {
      if (!isCurrent()) return;
      detachAll(peer);
      peer.goneAtMs ??= context.clock.nowMs();
      if (!peer.app.peers.has(peer.connectionId)) leaveAll(scope, peer, closeSeq);
      context.changed();
    },
    label: () => ({
      socketId: peer.connectionId,
      user: clientIdOf(peer.grant),
      channels: [...peer.channels].map(({ name }) => name),
      library: peer.library,
    }),
    dismiss: ({ mayReturn, reason }) => {
      const hint = mayReturn ? 'It comes back by itself.' : 'It stays away until it is told to connect.';
      const code = mayReturn ? 80003 : 40300;
      if (!mayReturn) forget(peer);
      dismiss(context, peer, { code, status: 400, check: 'dismissed', reason, hint }, mayReturn);
    },
  });
}

function greet({ context }: AblyScope, peer: AblyPeer, asked: string | null, isResumed: boolean): void {
  const { connection, connectionId, library } = peer;
  const lost = errorOf({
    code: 80008,
    status: 400,
    check: 'resume',
    reason: 'The connection that was to be gone on with is not known any more.',
    hint: 'The hub keeps one for two minutes, and none over its own restart.',
  });
  const frame = encode(context, peer.isPacked, {
    ...connectedFrame(peer),
    ...(asked !== null && !isResumed ? { error: lost } : {}),
  });
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  const goneOn = isResumed
    ? ', gone on with'
    : asked === null
      ? ''
      : ', a new one: the one before is not known any more';
  const seq = context.recorder.record({
    ...about(peer),
    kind: 'connection',
    action: 'open',
    direction: 'up',
    event: 'connected',
    body: frame.payload,
    detail: { socketId: connectionId, origin, userAgent, remoteAddress, listener, library, isResumed },
    summary: `Connected as ${connectionId}${library === '' ? '' : ` with ${library}`}${goneOn}`,
  });
  connection.send({ bytes: frame.bytes, seq });
}

/** Ably refuses inside the WebSocket: the handshake succeeds, then comes an error. */
function refuse(
  { context }: AblyScope,
  upgrade: Upgrade,
  query: URLSearchParams,
  isPacked: boolean,
  fault: AblyFault,
  app: string,
): void {
  const connection = context.acceptToRefuse(upgrade);
  if (connection === null) return;
  const seq = context.recorder.record({
    kind: 'refused',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    code: fault.code,
    detail: {
      ...faultDetail(fault),
      ...connection.peer,
      ...requestDetail(upgrade.request, context.http.path(upgrade.request), query),
    },
    summary: `Refused: ${fault.reason}`,
  });
  const frame = encode(context, isPacked, { action: actions.error, error: errorOf(fault) });
  connection.send({ bytes: frame.bytes, seq });
  connection.close(1000, fault.reason.slice(0, 100));
}

/** Who a connection is: as its token says, or as it says itself where that says nothing. */
function withClientId(grant: Grant, asked: string): Grant | AblyFault {
  if (asked === '' || asked === '*' || grant.clientId === asked) return grant;
  return grant.clientId === '*'
    ? { ...grant, clientId: asked }
    : {
        code: 40102,
        status: 401,
        check: 'clientId',
        reason: `The connection says it is ${asked.slice(0, 100)}, and its token is not of that client.`,
        hint: 'Ask for the token with the same clientId.',
        received: asked,
        expected: grant.clientId === '' ? 'no clientId' : grant.clientId,
      };
}

/** One that lost its socket, or is about to: a page that reloads may be back before the old socket is seen to end. */
function lostPeer(peers: Iterable<AblyPeer>, key: string): AblyPeer | null {
  for (const peer of peers) {
    if (peer.connectionKey === key) {
      const { connection } = peer;
      detachAll(peer);
      if (peer.goneAtMs === null) connection.close(1000, 'Gone on with over another connection.');
      return peer;
    }
  }
  return null;
}

/** "ably-js/2.28.0 nodejs/20.19.0, protocol 6"; '' if nothing was told. */
function libraryOf(query: URLSearchParams): string {
  const [agent, version] = [query.get('agent') ?? '', query.get('v') ?? ''];
  return [agent, version === '' ? '' : `protocol ${version}`]
    .filter((one) => one !== '')
    .join(', ')
    .slice(0, 200);
}
