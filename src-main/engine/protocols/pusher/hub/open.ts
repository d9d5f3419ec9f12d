import type { AppSettings } from '../../../../contract/app';
import type { Absence } from '../../../hub/absences';
import type { HubContext, Random, Upgrade } from '../../../hub/hub-context';
import { isLocalProgram } from '../../../hub/local-program';
import type { AppState, PusherScope } from './app-state';
import { codes } from './codes';
import { connectionEstablished, errorFrame } from './frames';
import { noKey, noSocketHere, turnDown, unknownKey } from './open-refusals';
import { Peer } from './peer';
import { receiveBinary, receiveText } from './receive';
import type { Refusal } from './refuse';
import { recordRefusedOpen } from './refuse';
import { appRoute } from './routes';
import { signOut } from './sign-in';
import { leaveAll } from './subscribe';
import { libraryOf, queryOf, whoConnects } from './told-in-query';

const socketIdRange = 1_000_000_000;

/** A WebSocket handshake on /app/KEY: a connection, or a refusal the peer is told about. */
export function open(scope: PusherScope, upgrade: Upgrade): void {
  const target = upgrade.request.url ?? '';
  const route = appRoute(scope.context.http.path(upgrade.request));
  if (route === null || route.key === '' || route.hasSlash) {
    refuseHandshake(scope.context, upgrade, route === null ? noSocketHere : noKey(route.key));
    return;
  }
  const settings = scope.context.apps.byKey(route.key);
  const pass = settings?.enabled === true ? scope.app(settings).pass : null;
  if (pass !== null) {
    pass.open(upgrade);
    return;
  }
  const refusal =
    settings === null
      ? unknownKey(scope.context, route.key)
      : turnDown(scope.app(settings), upgrade, queryOf(target).get('protocol') ?? '');
  if (settings === null || refusal !== null) {
    refuseInside(scope.context, upgrade, settings, refusal as Refusal);
    return;
  }
  const connection = scope.context.accept(upgrade);
  if (connection !== null) {
    const app = scope.app(settings);
    const peer = new Peer(
      scope.context,
      app,
      freeSocketId(app, scope.context.random),
      connection,
      isLocalProgram(upgrade.request),
    );
    app.peers.set(peer.socketId, peer);
    app.sockets.add(peer.socketId);
    const query = queryOf(target);
    const library = libraryOf(query);
    connection.attach({
      get app() {
        return app.settings.id;
      },
      onText: (data) => receiveText(scope, peer, data),
      onBinary: (data) => receiveBinary(peer, data),
      onControl: () => peer.heard(),
      onClose: (closeSeq, code) => {
        app.absences.closed(connection.peer, closeSeq, code, scope.context.clock.nowMs());
        app.peers.delete(peer.socketId);
        app.sockets.remove(peer.socketId);
        leaveAll(peer, closeSeq);
        app.log?.disconnection(peer.socketId);
        signOut(peer, closeSeq);
      },
      label: () => ({
        socketId: peer.socketId,
        user: peer.user(),
        channels: [...peer.subscriptions.keys()],
        library,
      }),
      dismiss: ({ mayReturn, reason }) => peer.dismiss(mayReturn ? codes.reconnect : codes.unauthorized, reason),
    });
    app.log?.connection(peer.socketId, connection.peer.origin || connection.peer.listener);
    greet(peer, query, library, app.absences.opened(connection.peer, scope.context.clock.nowMs()));
  }
}

function greet(peer: Peer, query: ReadonlyMap<string, string>, library: string, absence: Absence | null): void {
  const { context, connection, socketId } = peer;
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  const frame = context.encodeText(connectionEstablished(socketId, peer.app.settings.activityTimeoutS));
  const note = protocolNote(query.get('protocol') ?? '');
  const who = whoConnects(connection.peer, library);
  const seq = context.recorder.record({
    kind: 'connection',
    action: 'open',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: connection.id,
    ...(absence === null ? {} : { cause: absence.closeSeq }),
    event: 'pusher:connection_established',
    body: frame.payload,
    detail: { socketId, origin, userAgent, remoteAddress, listener, library, ...(note === '' ? {} : { note }) },
    summary: `${backWords(origin, absence)}Connected as ${socketId}${who === '' ? '' : ` with ${who}`}${note === '' ? '' : `. ${note}`}`,
  });
  connection.send({ bytes: frame.bytes, seq });
}

/** Told apart by its cause: this connection follows the close of the page's last one. */
function backWords(origin: string, absence: Absence | null): string {
  return absence === null
    ? ''
    : `${origin} was away ${(absence.ms / 1000).toFixed(1)} s, closed ${absence.code}, and is back. `;
}

/** The hosted service would refuse these; a hub for development lets them in and says so. */
function protocolNote(protocol: string): string {
  if (protocol === '') {
    return 'No protocol version was sent; taken as 7.';
  }
  return /^[4567]$/.test(protocol) ? '' : `Protocol version ${protocol} is not supported by Pusher; taken as 7.`;
}

/** Pusher refuses inside the WebSocket: the handshake succeeds, then come an error and a close with the same code. */
function refuseInside(context: HubContext, upgrade: Upgrade, app: AppSettings | null, refusal: Refusal): void {
  const connection = context.acceptToRefuse(upgrade);
  if (connection === null) {
    return;
  }
  const seq = recordRefusedOpen(context, app?.id ?? '', refusal, {
    ...connection.peer,
    path: upgrade.request.url ?? '',
  });
  const frame = context.encodeText(errorFrame(refusal.code, refusal.reason));
  connection.send({ bytes: frame.bytes, seq });
  connection.close(refusal.code as number, refusal.reason);
}

function refuseHandshake(context: HubContext, upgrade: Upgrade, refusal: Refusal): void {
  const { headers, url, socket } = upgrade.request;
  recordRefusedOpen(context, '', refusal, {
    origin: headers.origin ?? '',
    userAgent: headers['user-agent'] ?? '',
    remoteAddress: socket.remoteAddress ?? '',
    listener: upgrade.listener,
    path: url ?? '',
  });
  context.http.refuse(upgrade, 404, `${refusal.reason} ${refusal.hint}`);
}

function freeSocketId(app: AppState, random: Random): string {
  let socketId: string;
  do {
    socketId = `${half(random)}.${half(random)}`;
  } while (app.peers.has(socketId));
  return socketId;
}

function half(random: Random): number {
  return 1 + Math.floor(random() * socketIdRange);
}
