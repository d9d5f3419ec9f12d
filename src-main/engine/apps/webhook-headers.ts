import type { WebhookSettings } from '../../contract/app';
import { isSecretName, maskSecret } from '../capture/redact';

/** Webhooks as a page may see them: what signs in at their receiver is masked. */
export function maskHeaders(webhooks: readonly WebhookSettings[]): readonly WebhookSettings[] {
  return webhooks.map((one) => ({ ...one, headers: changed(one.headers, masked) }));
}

/** Webhooks as a page sends them back: a value that is still masked is the one it stands for, at another address too. */
export function unmaskHeaders(
  webhooks: readonly WebhookSettings[],
  before: readonly WebhookSettings[],
): readonly WebhookSettings[] {
  const known = before.flatMap(({ headers }) => Object.entries(headers));
  const restore = (name: string, value: string): string =>
    known.find(([other, was]) => other === name && masked(name, was) === value)?.[1] ?? value;
  return webhooks.map((one) => ({ ...one, headers: changed(one.headers, restore) }));
}

function masked(name: string, value: string): string {
  return isSecretName(name) ? maskSecret(name, value) : value;
}

function changed(
  headers: WebhookSettings['headers'],
  change: (name: string, value: string) => string,
): WebhookSettings['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(name, value)]));
}
