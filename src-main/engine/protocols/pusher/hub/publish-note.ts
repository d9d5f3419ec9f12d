import type { PusherChannel } from './channel';
import { shorten } from './shorten';

const severalChannels =
  'It is encrypted for one channel: subscribers of the other channels cannot read it. Send one publish for each.';
const notEncrypted =
  'The data is not encrypted: it went out as it came, and pusher-js drops it on an encrypted channel. Was it sent without an encryption master key?';
const nonceBytes = 24;

/**
 * What is worth knowing about a publish to channels that are not all plain ones, as a sentence; '' if nothing. The hub has
 * no key for encrypted channels: it passes the ciphertext through.
 */
export function publishNote(channels: readonly PusherChannel[], data: string): string {
  const unheard = channels.find(({ name, count }) => name.isServerToUser && count === 0);
  if (unheard !== undefined) {
    return `Nobody is signed in as ${shorten(unheard.name.rest, 100)}: does the page call pusher.signin()?`;
  }
  return channels.some(({ name }) => name.isEncrypted) ? encryptionNote(channels, data) : '';
}

function encryptionNote(channels: readonly PusherChannel[], data: string): string {
  if (!isCiphertext(data)) {
    return notEncrypted;
  }
  return channels.length > 1 ? severalChannels : '';
}

function isCiphertext(data: string): boolean {
  try {
    const value = JSON.parse(data) as { readonly nonce?: unknown; readonly ciphertext?: unknown } | null;
    const nonce = value?.nonce;
    return (
      typeof nonce === 'string' &&
      Buffer.from(nonce, 'base64').length === nonceBytes &&
      typeof value?.ciphertext === 'string' &&
      value.ciphertext !== ''
    );
  } catch {
    return false;
  }
}
