import { limits } from '../../../../contract/limits';
import { type AblyScope, forget } from './app-state';
import { connectedFrame } from './connected-frame';
import type { AblyFault } from './fault';
import { type AblyPeer, about, dismiss, say } from './peer';
import { clientIdOf, readToken } from './token';

/** AUTH: a client shows a new token, before the one it came with ends. */
export function renew({ context }: AblyScope, peer: AblyPeer, token: string): void {
  const grant = readToken(context.apps, token, context.clock.nowMs());
  const fault = 'app' in grant ? mismatch(peer, grant.app.id, grant.clientId) : grant;
  // The frame is not kept: all there is in it is the token.
  const cause = context.recorder.record({
    ...about(peer),
    kind: 'auth',
    direction: 'up',
    event: 'auth',
    ...(fault === null ? {} : { code: fault.code }),
    summary: (fault === null ? 'Showed a new token' : `Showed a token that does not hold: ${fault.reason}`).slice(
      0,
      limits.summaryChars,
    ),
  });
  if (fault !== null || !('app' in grant)) {
    forget(peer);
    dismiss(context, peer, fault as AblyFault, false);
    return;
  }
  peer.grant = grant.clientId === '*' ? { ...grant, clientId: peer.grant.clientId } : grant;
  peer.isAskedForToken = false;
  say(context, peer, connectedFrame(peer), { event: 'connected', cause });
}

function mismatch(peer: AblyPeer, app: string, clientId: string): AblyFault | null {
  const isOwn = app === peer.app.settings.id && (clientId === '*' || clientId === clientIdOf(peer.grant));
  return isOwn
    ? null
    : {
        code: 40102,
        status: 401,
        check: 'clientId',
        reason: 'The new token is of another client, or of another app.',
        hint: 'A connection stays who it is: ask for the token with the same clientId.',
        received: clientId,
        expected: clientIdOf(peer.grant),
      };
}
