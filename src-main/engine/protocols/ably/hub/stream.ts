import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits } from '../../../../contract/limits';
import { flags } from '../actions';
import { channelNameFault } from '../channel-name';
import { type AblyApp, type AblyScope, channelOf, forget } from './app-state';
import { detachAll, replay, rewound, subscribed } from './attach';
import { authorize } from './authorize';
import { mayDo } from './capability';
import { type AblyFault, badChannelName, faultDetail, notAllowed } from './fault';
import { protocol } from './names';
import { type AblyPeer, about } from './peer';
import { requestDetail } from './request-detail';
import { reply } from './rest-reply';
import { clientIdOf, type Grant } from './token';

const headers = ['Content-Type', 'text/event-stream', 'Cache-Control', 'no-cache', 'Access-Control-Allow-Origin', '*'];
const idBytes = 8;

export const isStreamPath = (path: string): boolean => path === '/sse' || path === '/event-stream';

/** `GET /sse?channels=a,b`: the messages of these channels as server-sent events (https://ably.com/docs/protocols/sse). */
export function openStream(
  scope: AblyScope,
  request: IncomingMessage,
  response: ServerResponse,
  listener: string,
): void {
  const { context } = scope;
  request.resume();
  const path = context.http.path(request);
  const query = new URL(request.url ?? '/', 'http://hub').searchParams;
  const grant = authorize(context, request, query);
  const asked = query.get('channels') ?? query.get('channel') ?? '';
  const names = asked === '' ? [] : asked.split(query.get('separator') ?? ',');
  const fault = 'app' in grant ? namesFault(grant, names) : grant;
  if (fault !== null || !('app' in grant)) {
    context.recorder.record({
      kind: 'refused',
      action: 'open',
      direction: 'up',
      protocol,
      app: 'app' in grant ? grant.app.id : '',
      channel: names.join(', '),
      code: (fault as AblyFault).code,
      detail: { ...faultDetail(fault as AblyFault), ...requestDetail(request, path, query) },
      summary: `Refused: ${(fault as AblyFault).reason}`.slice(0, limits.summaryChars),
    });
    reply(response, { ok: false, fault: fault as AblyFault }, false);
    return;
  }
  const peer = listen(scope, scope.app(grant.app), grant, () => context.stream(request, response, listener, headers));
  const lastEvent = query.get('lastEvent') ?? String(request.headers['last-event-id'] ?? '');
  const nowMs = context.clock.nowMs();
  for (const name of names) {
    const channel = channelOf(scope, peer.app, name);
    const missed = lastEvent === '' ? null : channel.since(lastEvent, nowMs);
    const before = missed ?? rewound(channel, query.get('rewind') ?? '', nowMs);
    subscribed(scope, peer, channel, flags.subscribe);
    for (const message of before) replay(scope, peer, channel, message);
  }
  context.changed();
}

function listen(scope: AblyScope, app: AblyApp, grant: Grant, open: () => AblyPeer['connection']): AblyPeer {
  const { context } = scope;
  const connection = open();
  const connectionId = scope.newId(idBytes);
  const peer: AblyPeer = {
    connection,
    app,
    connectionId,
    connectionKey: '',
    grant,
    isPacked: false,
    isStream: true,
    isEchoed: true,
    wantsHeartbeats: true,
    library: 'server-sent events',
    channels: new Set(),
    pingedAtMs: null,
    saidAtMs: context.clock.nowMs(),
    goneAtMs: null,
    isAskedForToken: false,
  };
  app.peers.set(connectionId, peer);
  connection.attach({
    get app() {
      return app.settings.id;
    },
    onText: () => {},
    onBinary: () => {},
    onControl: () => {},
    onClose: () => {
      detachAll(peer);
      forget(peer);
      context.changed();
    },
    label: () => ({
      socketId: connectionId,
      user: clientIdOf(grant),
      channels: [...peer.channels].map(({ name }) => name),
      library: peer.library,
    }),
  });
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  context.recorder.record({
    ...about(peer),
    kind: 'connection',
    action: 'open',
    direction: 'up',
    detail: { socketId: connectionId, origin, userAgent, remoteAddress, listener, library: peer.library },
    summary: `Connected as ${connectionId} with ${peer.library}`,
  });
  return peer;
}

function namesFault({ capability }: Grant, names: readonly string[]): AblyFault | null {
  if (names.length === 0 || names.length > limits.channelsPerConnection) {
    const hint = 'Several are separated by commas.';
    return {
      code: 40000,
      status: 400,
      check: 'channels',
      reason: 'The stream names no channel, or too many.',
      hint,
      expected: '?channels=public:orders',
    };
  }
  for (const name of names) {
    const unfit = channelNameFault(name);
    if (unfit !== '') return badChannelName(name, unfit);
    if (!mayDo(capability, 'subscribe', name)) return notAllowed(capability, 'subscribe', name);
  }
  return null;
}
