import type { EntryDetail, JsonValue } from '../../contract/entry';
import type { EntryInput, Recorder } from '../capture/recorder';
import type { AppDirectory } from './apps';
import { shortHash } from './apps';

/** Shorter ones are in ordinary texts by chance. */
const shortestSecretChars = 6;
/** Secrets of apps that changed or went are still masked; of so many. */
const rememberedSecrets = 1_000;

/**
 * A recorder that never hands on an app's secret in what the hub says about an attempt it turned away, on the timeline and
 * to the peer: people paste the secret where the key belongs. Payloads that were let through are recorded as they are.
 * `others` are secrets of no app.
 */
export function maskSecrets(
  recorder: Recorder,
  apps: AppDirectory,
  others: () => readonly string[] = () => [],
): Recorder {
  const othersNow = () =>
    others()
      .filter(({ length }) => length >= shortestSecretChars)
      .map((one) => [one, maskOf(one)] as const);
  const masks = new Map<string, string>();
  const learn = (secret: string | null | undefined) => {
    if (secret != null && secret.length >= shortestSecretChars) {
      masks.delete(secret);
      masks.set(secret, maskOf(secret));
      if (masks.size > rememberedSecrets) {
        const [oldest] = masks.keys();
        masks.delete(oldest as string);
      }
    }
  };
  for (const { secret } of apps.all) {
    learn(secret);
  }
  apps.onChange(({ after }) => learn(after?.secret));
  const mask = (text: string): string => {
    let masked = text;
    for (const [secret, shown] of [...othersNow(), ...masks]) {
      masked = masked.includes(secret) ? masked.replaceAll(secret, shown) : masked;
    }
    return masked;
  };
  return {
    record(entry: EntryInput) {
      return recorder.record(isAboutRefusal(entry) ? masked(entry, mask) : entry);
    },
  };
}

/** Refusals and errors, and what a protocol says to one peer about them: these quote what somebody sent. */
function isAboutRefusal({ kind, action }: EntryInput): boolean {
  return kind === 'refused' || kind === 'error' || (kind === 'ping' && action === 'chatter');
}

/** What is shown of a secret: how long it is, and a short hash to tell it from another. */
function maskOf(secret: string): string {
  return `[secret of ${secret.length} characters, ${shortHash(secret)}]`;
}

function masked(entry: EntryInput, mask: (text: string) => string): EntryInput {
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
