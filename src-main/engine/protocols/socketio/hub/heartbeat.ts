import type { Timer } from '../../../clock';
import type { SocketPeer } from './peer';
import { beat, type SocketScope } from './scope';

const lookMs = 1_000;
/** With protocol 4 a client has so long to join a namespace, as with socket.io (connectTimeout). */
const joinMs = 45_000;
/** RFC 6455 section 7.4.1: nothing is wrong but that it is over. */
const normal = 1000;

/**
 * Keeps the heartbeat of Engine.IO: with protocol 4 the server pings, with protocol 3 the client does. Who is not heard in
 * time is closed; who is heard otherwise need not answer.
 */
export function watchEngines(scope: SocketScope, peers: ReadonlySet<SocketPeer>): Timer {
  const { clock } = scope.context;
  return clock.setInterval(() => {
    const nowMs = clock.nowMs();
    for (const peer of [...peers]) {
      const { pingIntervalMs, pingTimeoutMs } = peer.beats;
      const silentMs = nowMs - peer.heardAtMs;
      if (silentMs >= pingIntervalMs + pingTimeoutMs) {
        peer.connection.close(normal, 'ping timeout');
      } else if (peer.namespaces.size === 0 && nowMs - peer.openedAtMs >= joinMs) {
        peer.connection.close(normal, 'no namespace was joined in time');
      } else if (peer.version === 4 && nowMs - peer.pingedAtMs >= pingIntervalMs) {
        peer.pingedAtMs = nowMs;
        beat(scope, peer, '2');
      }
    }
  }, lookMs);
}
