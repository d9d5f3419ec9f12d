import { isKeyOf } from '../../../hub/apps';
import { isSameSignature, sign } from '../signature';
import { unknownSecret } from './adoption';
import type { Peer } from './peer';
import type { Refusal } from './refuse';
import { shorten } from './shorten';
import { expectedSignature } from './signature-cause';

/** What a connection has to have had signed for something it asks for. */
export interface SignedText {
  /** Why there has to be a signature, if none was sent. */
  readonly missing: string;
  readonly missingHint: string;
  readonly stringToSign: string;
  /** What the signer did wrong, as far as the signature tells; null if it does not. */
  readonly cause: (signature: string) => string | null;
  /** Where to look if it does not. */
  readonly hint: string;
}

/** Why `auth` (KEY:SIGNATURE, as an auth endpoint answers) does not hold; null if it does. */
export function authFault(peer: Peer, auth: unknown, asked: SignedText): Refusal | null {
  const { key } = peer.app.settings;
  if (typeof auth !== 'string' || auth === '') {
    const { missing, missingHint } = asked;
    return { code: null, check: 'auth', reason: missing, hint: missingHint, expected: `auth: "${key}:SIGNATURE"` };
  }
  const colon = auth.indexOf(':');
  if (!isKeyOf(peer.app.settings, auth.slice(0, Math.max(colon, 0)))) {
    const reason = `Invalid key in subscription auth data: '${shorten(auth, 200)}'`;
    const hint = `This app's key is ${key}. Does the server that signs use the same PUSHER_APP_KEY as the page?`;
    return { code: null, check: 'key', reason, hint, received: auth, expected: `${key}:SIGNATURE` };
  }
  if (peer.app.settings.secret === null) {
    return peer.isLocalProgram ? null : unknownSecret(peer.appId, null);
  }
  const { stringToSign } = asked;
  const signature = auth.slice(colon + 1);
  if (isSameSignature(sign(peer.app.secret, stringToSign), signature)) {
    return null;
  }
  return {
    code: null,
    check: 'signature',
    reason: `Invalid signature: Expected HMAC SHA256 hex digest of ${shorten(stringToSign, 800)}, but got ${shorten(signature, 100)}`,
    hint: asked.cause(signature) ?? asked.hint,
    stringToSign,
    received: signature,
    expected: expectedSignature(peer.app),
  };
}
