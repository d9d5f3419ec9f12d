import { createHash } from 'node:crypto';
import nacl from 'tweetnacl';
import { membersOf, parseJson } from '../../../../contract/json-text';

/** The key of one encrypted channel: SHA256(channel ‖ master key) (reference 2.8). null if the master key is no 32 bytes. */
export function sharedSecretOf(channel: string, masterKeyBase64: string): Uint8Array | null {
  const master = Buffer.from(masterKeyBase64, 'base64');
  if (master.length !== 32) return null;
  return createHash('sha256').update(channel).update(master).digest();
}

/** The text of `{"nonce","ciphertext"}`; null if this is none, or the key is another one. */
export function decrypt(data: string, key: Uint8Array): string | null {
  const { nonce, ciphertext } = membersOf(parseJson(data));
  if (typeof nonce !== 'string' || typeof ciphertext !== 'string') return null;
  const nonceBytes = Buffer.from(nonce, 'base64');
  if (nonceBytes.length !== nacl.secretbox.nonceLength || key.length !== nacl.secretbox.keyLength) return null;
  const opened = nacl.secretbox.open(Buffer.from(ciphertext, 'base64'), nonceBytes, key);
  return opened === null ? null : Buffer.from(opened).toString('utf8');
}
