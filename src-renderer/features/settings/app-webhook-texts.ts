import { type WebhookEventName, type WebhookSettings, webhookEventNames } from '../../../src-main/contract/app';
import { isWebAddress } from '../../format/web-address';

/** A webhook of an app as it is typed. */
export interface WebhookTexts {
  readonly url: string;
  /** None chosen means all. */
  readonly events: readonly WebhookEventName[];
  /** One a line. */
  readonly headers: string;
  readonly batch: boolean;
}

export interface WebhookFault {
  /** Place in the list. */
  readonly at: number;
  readonly of: 'url' | 'twice' | 'headers';
}

export const newWebhook: WebhookTexts = { url: '', events: [], headers: '', batch: true };

export function webhookTexts(webhooks: readonly WebhookSettings[]): readonly WebhookTexts[] {
  return webhooks.map(({ url, events, headers, batch }) => ({
    url,
    events,
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    batch,
  }));
}

/** What was typed, or the first thing that is wrong with it. */
export function readWebhooks(
  texts: readonly WebhookTexts[],
): { readonly read: readonly WebhookSettings[] } | { readonly fault: WebhookFault } {
  const read: WebhookSettings[] = [];
  for (const [at, { url, events, headers, batch }] of texts.entries()) {
    const address = url.trim();
    if (!isWebAddress(address)) return { fault: { at, of: 'url' } };
    if (read.some((one) => one.url === address)) return { fault: { at, of: 'twice' } };
    const pairs = readHeaders(headers);
    if (pairs === null) return { fault: { at, of: 'headers' } };
    const chosen = webhookEventNames.filter((name) => events.includes(name));
    read.push({ url: address, events: chosen, headers: pairs, batch });
  }
  return { read };
}

/** null if a line is no header. */
function readHeaders(text: string): WebhookSettings['headers'] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*?)\s*$/.exec(line));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((match) => [match?.[1] ?? '', match?.[2] ?? '']));
}
