import { maskFor, withMasked } from '../capture/known-secrets';
import type { ClientEntry } from './client-side';

/**
 * Takes a profile's secrets out of what is recorded of its own requests. What the server sent to subscribers is kept as it
 * came, byte for byte.
 */
export function maskEntry(secrets: readonly string[]): (entry: ClientEntry) => ClientEntry {
  const masks = secrets.map(maskFor).filter((one) => one !== null);
  const mask = (text: string) => masks.reduce((rest, [secret, shown]) => rest.replaceAll(secret, shown), text);
  if (masks.length === 0) return (entry) => entry;
  return (entry) => (isReceived(entry) ? entry : withMasked(entry, mask));
}

/** A message as the server gave it out: delivered to us, or seen at its source. */
export function isReceived({ kind, direction }: Pick<ClientEntry, 'kind' | 'direction'>): boolean {
  return kind === 'deliver' || (kind === 'publish' && direction === 'down');
}
