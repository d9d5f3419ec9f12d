import type { Timer } from '../../../clock';
import type { HubContext } from '../../../hub/hub-context';
import type { AppState } from './app-state';
import { codes } from './codes';
import { pingFrame } from './frames';

const sweepMs = 1_000;
/** Time a peer has to answer a ping; what pusher-js gives the server. */
const pongTimeoutMs = 30_000;

/** Pings peers that have been silent for the app's activity timeout and cuts those that do not answer. */
export function watchActivity(context: HubContext, apps: () => Iterable<AppState>): Timer {
  return context.clock.setInterval(() => {
    const nowMs = context.clock.nowMs();
    for (const app of apps()) {
      sweep(app, nowMs);
    }
  }, sweepMs);
}

function sweep(app: AppState, nowMs: number): void {
  for (const peer of app.peers.values()) {
    if (!peer.connection.isOpen) {
      continue;
    }
    if (peer.pingedAtMs !== null) {
      if (nowMs - peer.pingedAtMs >= pongTimeoutMs) {
        peer.dismiss(codes.noPong, 'Pong reply not received in time');
      }
    } else if (nowMs - peer.lastHeardMs >= app.settings.activityTimeoutS * 1000) {
      peer.pingedAtMs = nowMs;
      peer.say('heartbeat', 'pusher:ping', pingFrame, {});
    }
  }
}
