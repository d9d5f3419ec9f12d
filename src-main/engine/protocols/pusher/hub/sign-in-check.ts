import { memberText } from '../../../formats/json-slice';
import { userStringToSign } from '../signature';
import { objectOf } from './message-data';
import type { Peer } from './peer';
import type { Refusal } from './refuse';
import { shorten } from './shorten';
import { userSignatureCause } from './sign-in-cause';
import type { SignedInUser } from './signed-in-users';
import { authFault } from './signed-text';

export type SignInCheck =
  | { readonly refusal: null; readonly user: SignedInUser; readonly userData: string; readonly watched: number }
  | { readonly refusal: Refusal };

const shape =
  'The user authentication endpoint answers {"auth":"KEY:SIGNATURE","user_data":"{\\"id\\":\\"7\\"}"}; authenticateUser() of the SDKs builds it.';

/** Whether this connection may sign in with what it sent. `watched` counts also what is over the limit. */
export function checkSignIn(peer: Peer, messageData: unknown): SignInCheck {
  const data = objectOf(messageData);
  const userData = data?.user_data;
  if (data === null || typeof userData !== 'string') {
    return refused('user_data', 'A sign-in wants user_data, a JSON string as the endpoint returned it.', shape);
  }
  const { socketId, context, lastHeardMs, app } = peer;
  const fault = authFault(peer, data.auth, {
    missing: 'No auth was sent: a sign-in wants a signature.',
    missingHint: shape,
    stringToSign: userStringToSign(socketId, userData),
    cause: (signature) => userSignatureCause(app, context.apps, { socketId, userData }, signature, lastHeardMs),
    hint: 'Same app secret on both sides? Signed for this very socket id? user_data passed on unchanged?',
  });
  return fault === null ? checkUser(peer, userData) : { refusal: fault };
}

function checkUser(peer: Peer, userData: string): SignInCheck {
  const value = userData.trimStart().startsWith('{') ? objectOf(userData) : null;
  const id = value?.id;
  if (typeof id !== 'string' || id === '') {
    const what = typeof id === 'number' ? 'a number, which libraries do not take' : 'missing';
    const hint = `Sign {"id":"7"}, with the id as a string: (string) $user->id. pusher-js stays signed out otherwise.`;
    return refused('user id', `user_data has to be a JSON object with an id that is a string; it is ${what}.`, hint);
  }
  const { userIdChars, userInfoBytes, watchedUsers } = peer.app.settings.limits;
  if (id.length > userIdChars) {
    return refused('user id', `The id of the user is longer than ${userIdChars} characters.`, shape, id);
  }
  const info = memberText(userData, 'user_info') ?? '';
  if (Buffer.byteLength(info) > userInfoBytes) {
    const reason = `The user_info is larger than ${userInfoBytes} bytes.`;
    return refused('user_info', reason, 'Give the page only what it shows of a user.');
  }
  const watched = value?.watchlist ?? [];
  if (!Array.isArray(watched) || !watched.every((one) => typeof one === 'string' && one.length <= userIdChars)) {
    const reason = `The watchlist has to be a list of user ids, as strings of at most ${userIdChars} characters.`;
    return refused('watchlist', reason, 'Sign {"id":"7","watchlist":["8","9"]}.');
  }
  const { signedIn } = peer;
  if (signedIn !== null && signedIn.id !== id) {
    const reason = `This connection is signed in as ${shorten(signedIn.id, 100)}, it cannot become ${shorten(id, 100)}.`;
    return refused('user', reason, 'Connect again for another user: pusher.disconnect(), then connect().');
  }
  const ids = [...new Set(watched as readonly string[])];
  const watchlist = ids.slice(0, watchedUsers);
  return { refusal: null, user: { id, info, watchlist }, userData, watched: ids.length };
}

function refused(check: string, reason: string, hint: string, received?: string): SignInCheck {
  return { refusal: { code: null, check, reason, hint, received } };
}
