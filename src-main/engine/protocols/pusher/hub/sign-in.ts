import type { Seq } from '../../../../contract/ids';
import type { ClientMessage } from './client-message';
import { signInSucceeded } from './frames';
import type { Peer } from './peer';
import { refuseMessage } from './refuse';
import { shorten } from './shorten';
import { checkSignIn } from './sign-in-check';

/** A connection says which user it is, signed by the app's server. It may say so again, and stays that user. */
export function signIn(peer: Peer, message: ClientMessage): void {
  const about = { event: message.event, body: message.body };
  const check = checkSignIn(peer, message.data);
  if (check.refusal !== null) {
    refuseMessage(peer, 'request', check.refusal, about);
    return;
  }
  const { user, userData } = check;
  const seq = peer.context.recorder.record({
    kind: 'auth',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    ...about,
    detail: { user: user.id },
    summary: `Signed in as ${shorten(user.id, 150)}`,
  });
  peer.signedIn = user;
  peer.app.users.add(user.id, peer);
  peer.say('chatter', 'pusher:signin_success', signInSucceeded(userData), { cause: seq });
  peer.context.changed();
}

/** The connection is gone. */
export function signOut(peer: Peer, _cause: Seq): void {
  const { signedIn } = peer;
  if (signedIn !== null) {
    peer.signedIn = null;
    peer.app.users.remove(signedIn.id, peer);
  }
}
