import { createHash } from 'node:crypto';
import type { EntryDetail, JsonValue } from '../../contract/entry';
import type { ClientEntry } from './client-side';

/** Shorter ones are in ordinary texts by chance. */
const shortestSecretChars = 6;

/**
 * Takes a profile's secrets out of what is recorded of its own requests. What the server sent to subscribers is kept as it
 * came, byte for byte.
 */
export function maskEntry(secrets: readonly string[]): (entry: ClientEntry) => ClientEntry {
  const masks = secrets.filter(({ length }) => length >= shortestSecretChars).map((one) => [one, maskOf(one)] as const);
  const mask = (text: string) => masks.reduce((rest, [secret, shown]) => rest.replaceAll(secret, shown), text);
  if (masks.length === 0) return (entry) => entry;
  return (entry) => (isReceived(entry) ? entry : masked(entry, mask));
}

/** A message as the server gave it out: delivered to us, or seen at its source. */
export function isReceived({ kind, direction }: Pick<ClientEntry, 'kind' | 'direction'>): boolean {
  return kind === 'deliver' || (kind === 'publish' && direction === 'down');
}

function maskOf(secret: string): string {
  const hash = createHash('sha256').update(secret).digest('hex').slice(0, 4);
  return `[secret of ${secret.length} characters, ${hash}]`;
}

function masked(entry: ClientEntry, mask: (text: string) => string): ClientEntry {
  const { detail, summary, body } = entry;
  const text = body === undefined ? '' : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const maskedText = mask(text);
  return {
    ...entry,
    ...(detail === undefined ? {} : { detail: maskedValue(detail, mask) as EntryDetail }),
    ...(summary === undefined ? {} : { summary: mask(summary) }),
    ...(body === undefined ? {} : { body: maskedText === text ? body : Buffer.from(maskedText, 'latin1') }),
  };
}

function maskedValue(value: JsonValue, mask: (text: string) => string): JsonValue {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => maskedValue(item, mask));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskedValue(item, mask)]));
  }
  return value;
}
