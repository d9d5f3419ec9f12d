import type { Seq } from '../../../../contract/ids';
import { uncheckedMark, uncheckedWords } from './adoption';
import type { ClientMessage } from './client-message';
import { codes } from './codes';
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
  const { user, userData, watched } = check;
  const isUnchecked = peer.app.settings.secret === null;
  const seq = peer.context.recorder.record({
    kind: 'auth',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    ...about,
    detail: {
      user: user.id,
      ...(user.watchlist.length === 0 ? {} : { watchlist: user.watchlist }),
      ...(isUnchecked ? uncheckedMark : {}),
    },
    summary: `${isUnchecked ? `${uncheckedWords}. ` : ''}Signed in as ${shorten(user.id, 150)}`,
  });
  const before = peer.signedIn?.watchlist ?? [];
  peer.signedIn = user;
  peer.say('chatter', 'pusher:signin_success', signInSucceeded(userData), { cause: seq });
  const { watchedUsers } = peer.app.settings.limits;
  if (watched > watchedUsers) {
    const reason = `The watchlist has ${watched} user ids: the first ${watchedUsers} are used.`;
    peer.sayError(codes.watchlistTooLong, reason, seq);
  }
  if (peer.app.users.add(user.id, peer)) {
    peer.app.watchlists.tell(user.id, true, seq);
  }
  peer.app.team?.user(user.id, true);
  peer.app.watchlists.unwatch(peer, before);
  peer.app.watchlists.watch(peer, user.watchlist, seq);
  peer.context.changed();
}

/** The connection is gone, as its close entry says. */
export function signOut(peer: Peer, cause: Seq): void {
  const { signedIn } = peer;
  if (signedIn === null) {
    return;
  }
  peer.signedIn = null;
  peer.app.watchlists.unwatch(peer, signedIn.watchlist);
  if (peer.app.users.remove(signedIn.id, peer)) {
    peer.app.watchlists.tell(signedIn.id, false, cause);
  }
  if (peer.app.users.connections(signedIn.id).length === 0) {
    peer.app.team?.user(signedIn.id, false);
  }
}
