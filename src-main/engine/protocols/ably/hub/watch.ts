import type { Timer } from '../../../clock';
import { actions } from '../actions';
import { type AblyApp, type AblyScope, forget } from './app-state';
import { connectionStateTtlMs } from './connected-frame';
import { type AblyPeer, about, dismiss, say } from './peer';
import { leaveAll } from './presence';

const lookMs = 1_000;
/** A client takes a connection for dead that says nothing for 15 s and a while. */
const sayMs = 10_000;
/** A socket that answers no ping for so long is gone. */
const pongMs = 25_000;
/** Members of a connection that was lost leave (https://ably.com/docs/presence-occupancy/presence). */
const leaveMs = 15_000;
const askBeforeMs = 30_000;

/** Keeps connections alive, asks for new tokens in time, and forgets those who did not come back. */
export function watchPeers(scope: AblyScope, apps: () => Iterable<AblyApp>): Timer {
  const { clock } = scope.context;
  return clock.setInterval(() => {
    const nowMs = clock.nowMs();
    for (const { peers } of apps()) {
      for (const peer of [...peers.values()]) {
        if (peer.goneAtMs === null) look(scope, peer, nowMs);
        else age(scope, peer, nowMs - peer.goneAtMs);
      }
    }
  }, lookMs);
}

function age(scope: AblyScope, peer: AblyPeer, goneMs: number): void {
  if (goneMs >= leaveMs) leaveAll(scope, peer, peer.connection.closed?.seq ?? 0);
  if (goneMs >= connectionStateTtlMs) forget(peer);
}

function look({ context }: AblyScope, peer: AblyPeer, nowMs: number): void {
  const { connection, grant } = peer;
  if (!connection.isOpen) return;
  if (peer.pingedAtMs !== null && nowMs - peer.pingedAtMs >= pongMs) {
    connection.terminate();
    return;
  }
  const leftMs = grant.expiresMs === null ? Number.POSITIVE_INFINITY : grant.expiresMs - nowMs;
  if (leftMs <= 0) {
    const reason = 'The token has ended.';
    const hint = 'Ask for a new one: SDKs do it where they have a key, an authUrl or an authCallback.';
    dismiss(context, peer, { code: 40142, status: 401, check: 'exp', reason, hint }, true);
    return;
  }
  if (leftMs <= askBeforeMs && !peer.isAskedForToken && peer.isStream !== true) {
    peer.isAskedForToken = true;
    say(
      context,
      peer,
      { action: actions.auth },
      { event: 'auth', summary: 'Asked for a new token: this one ends soon' },
    );
  }
  if (nowMs - peer.saidAtMs >= sayMs) {
    peer.saidAtMs = nowMs;
    beat({ context }, peer);
  }
}

function beat({ context }: Pick<AblyScope, 'context'>, peer: AblyPeer): void {
  if (peer.isStream === true) {
    const body = Buffer.from(':keepalive\n\n');
    const entry = { ...about(peer), kind: 'ping', action: 'heartbeat', direction: 'down', event: 'keepalive' } as const;
    peer.connection.send({ bytes: body, seq: context.recorder.record({ ...entry, body }), isHeartbeat: true });
    return;
  }
  if (peer.wantsHeartbeats) {
    say(context, peer, { action: actions.heartbeat }, { event: 'heartbeat', isHeartbeat: true });
    return;
  }
  peer.pingedAtMs ??= peer.saidAtMs;
  const { bytes, payload } = context.encodePing(Buffer.from('hubbub'));
  const entry = {
    ...about(peer),
    kind: 'ping',
    action: 'heartbeat',
    direction: 'down',
    event: 'WebSocket ping',
  } as const;
  peer.connection.send({ bytes, seq: context.recorder.record({ ...entry, body: payload }), isHeartbeat: true });
}
