import { createHash } from 'node:crypto';
import type { EntryDetail, JsonValue } from '../../contract/entry';
import type { EntryInput } from './recorder';

/** Shorter ones are in ordinary texts by chance. */
const shortestSecretChars = 6;

/** Tells one secret from another, and gives neither away. */
export function shortHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 8);
}

/** A secret and what is shown in its place: how long it is, and a short hash. null for one too short to be looked for. */
export function maskFor(secret: string): readonly [secret: string, shown: string] | null {
  return secret.length < shortestSecretChars
    ? null
    : [secret, `[secret of ${secret.length} characters, ${shortHash(secret)}]`];
}

/** An entry with every text of it, its bytes too, as `mask` writes it. */
export function withMasked<E extends Pick<EntryInput, 'detail' | 'summary' | 'body' | 'event' | 'channel'>>(
  entry: E,
  mask: (text: string) => string,
): E {
  const { detail, summary, body, event, channel } = entry;
  const text = body === undefined ? '' : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const maskedText = mask(text);
  return {
    ...entry,
    detail: detail === undefined ? undefined : (maskedValue(detail, mask) as EntryDetail),
    summary: summary === undefined ? undefined : mask(summary),
    event: event === undefined ? undefined : mask(event),
    channel: channel === undefined ? undefined : mask(channel),
    body: maskedText === text ? body : Buffer.from(maskedText, 'latin1'),
  };
}

function maskedValue(value: JsonValue, mask: (text: string) => string): JsonValue {
  if (typeof value === 'string') {
    return mask(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => maskedValue(item, mask));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskedValue(item, mask)]));
  }
  return value;
}
