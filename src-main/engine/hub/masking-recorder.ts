import { maskFor, withMasked } from '../capture/known-secrets';
import type { EntryInput, Recorder } from '../capture/recorder';
import type { AppDirectory } from './apps';

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
      .map(maskFor)
      .filter((one) => one !== null);
  const masks = new Map<string, string>();
  const learn = (secret: string | null | undefined) => {
    const known = secret == null ? null : maskFor(secret);
    if (known !== null) {
      masks.delete(known[0]);
      masks.set(...known);
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
      return recorder.record(isAboutRefusal(entry) ? withMasked(entry, mask) : entry);
    },
  };
}

/** Refusals and errors, and what a protocol says to one peer about them: these quote what somebody sent. */
function isAboutRefusal({ kind, action }: EntryInput): boolean {
  return kind === 'refused' || kind === 'error' || (kind === 'ping' && action === 'chatter');
}
