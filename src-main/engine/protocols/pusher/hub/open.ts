import type { AppSettings } from '../../../../contract/app';
import type { Absence } from '../../../hub/absences';
import type { HubContext, Random, Upgrade } from '../../../hub/hub-context';
import { parseQuery } from '../signature';
import { disabledApp } from './api-refusals';
import type { AppState, PusherScope } from './app-state';
import { codes } from './codes';
import { connectionEstablished, errorFrame } from './frames';
import { isAllowedOrigin } from './origin';
import { Peer } from './peer';
import { receiveBinary, receiveText } from './receive';
import type { Refusal } from './refuse';
import { recordRefusedOpen } from './refuse';
import { appRoute } from './routes';
import { shorten } from './shorten';
import { signOut } from './sign-in';
import { leaveAll } from './subscribe';

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
  const refusal = settings === null ? unknownKey(scope.context, route.key) : turnDown(scope.app(settings), upgrade);
  if (settings === null || refusal !== null) {
    refuseInside(scope.context, upgrade, settings, refusal as Refusal);
    return;
  }
  const connection = scope.context.accept(upgrade);
  if (connection !== null) {
    const app = scope.app(settings);
    const peer = new Peer(scope.context, app, freeSocketId(app, scope.context.random), connection);
    app.peers.set(peer.socketId, peer);
    app.sockets.add(peer.socketId);
    const query = queryOf(target);
    const library = libraryOf(query);
    connection.attach({
      app: settings.id,
      onText: (data) => receiveText(scope, peer, data),
      onBinary: (data) => receiveBinary(peer, data),
      onControl: () => peer.heard(),
      onClose: (closeSeq, code) => {
        app.absences.closed(connection.peer, closeSeq, code, scope.context.clock.nowMs());
        app.peers.delete(peer.socketId);
        app.sockets.remove(peer.socketId);
        leaveAll(peer, closeSeq);
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
    greet(peer, query, library, app.absences.opened(connection.peer, scope.context.clock.nowMs()));
  }
}

/** Client library as told by the query: "js 8.6.0, protocol 7". '' if nothing was told. */
function libraryOf(query: ReadonlyMap<string, string>): string {
  const protocol = query.get('protocol') ?? '';
  const client = [query.get('client') ?? '', query.get('version') ?? ''].filter((part) => part !== '').join(' ');
  return [client, protocol === '' ? '' : `protocol ${protocol}`].filter((part) => part !== '').join(', ');
}

function greet(peer: Peer, query: ReadonlyMap<string, string>, library: string, absence: Absence | null): void {
  const { context, connection, socketId } = peer;
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  const frame = context.encodeText(connectionEstablished(socketId, peer.app.settings.activityTimeoutS));
  const note = protocolNote(query.get('protocol') ?? '');
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
    summary: `${backWords(origin, absence)}Connected as ${socketId}${library === '' ? '' : ` with ${library}`}${note === '' ? '' : `. ${note}`}`,
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

function turnDown(app: AppState, upgrade: Upgrade): Refusal | null {
  const origin = upgrade.request.headers.origin ?? '';
  const { allowedOrigins, capacity } = app.settings;
  if (!app.settings.enabled) {
    return { ...disabledApp(app.settings.id), code: codes.disabledApp };
  }
  if (!isAllowedOrigin(origin, allowedOrigins)) {
    return {
      code: codes.unauthorized,
      check: 'origin',
      reason: `Origin ${origin} is not allowed.`,
      hint: `Allowed hosts of this app: ${allowedOrigins.join(', ')}. Only the host is compared, not scheme and port.`,
      received: origin,
    };
  }
  const version = versionFault(queryOf(upgrade.request.url ?? '').get('protocol') ?? '', app.settings);
  if (version !== null) {
    return version;
  }
  if (capacity !== null && app.peers.size >= capacity) {
    return {
      code: codes.overCapacity,
      check: 'capacity',
      reason: `The app is at its limit of ${capacity} connections.`,
      hint: "Close some pages, or raise the app's capacity.",
    };
  }
  return null;
}

/** Of an app that lets in certain versions only; hosted Pusher has the same codes. */
function versionFault(version: string, { id, protocolVersions }: AppSettings): Refusal | null {
  if (protocolVersions === null || protocolVersions.map(String).includes(version)) {
    return null;
  }
  const expected = `protocol=${protocolVersions.join(' or ')}`;
  const about = { check: 'protocol version', received: shorten(version, 100), expected };
  const hint = `App ${id} lets in protocol ${protocolVersions.join(', ')} only (protocolVersions). pusher-js sends 7.`;
  if (version === '') {
    return { ...about, code: codes.noVersion, reason: 'No protocol version was supplied.', hint };
  }
  return /^\d{1,9}$/.test(version)
    ? { ...about, code: codes.unsupportedVersion, reason: `Protocol version ${version} is not supported.`, hint }
    : { ...about, code: codes.invalidVersion, reason: 'The protocol version is no number.', hint };
}

function unknownKey(context: HubContext, key: string): Refusal {
  const known = context.apps.all.map((app) => app.key).join(', ');
  return {
    code: codes.unknownApp,
    check: 'key',
    reason: `There is no app with the key ${shorten(key, 100)} here.`,
    hint: isUnset(key) ? unsetHint : `Keys of this hub: ${known}. Compare with PUSHER_APP_KEY or REVERB_APP_KEY.`,
    received: key,
  };
}

function noKey(key: string): Refusal {
  return {
    code: 404,
    check: 'path',
    reason: key === '' ? 'The path /app/ holds no app key.' : `There is nothing at /app/${shorten(key, 100)}/.`,
    hint: key === '' ? unsetHint : 'Pusher clients connect to /app/KEY, without anything after the key.',
    received: key,
  };
}

const noSocketHere: Refusal = {
  code: 404,
  check: 'path',
  reason: 'This address takes HTTP requests, not WebSocket connections.',
  hint: 'Pusher clients connect to /app/KEY.',
};

const unsetHint =
  'The page has no app key: VITE_PUSHER_APP_KEY or VITE_REVERB_APP_KEY was not set when it was built. Set it and restart the dev server.';

function isUnset(key: string): boolean {
  return ['', 'undefined', 'null', '%22%22', 'NaN', '[object Object]'].includes(key);
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

function queryOf(target: string): ReadonlyMap<string, string> {
  const start = target.indexOf('?');
  return new Map(start === -1 ? [] : parseQuery(target.slice(start + 1)));
}
