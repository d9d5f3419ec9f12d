import type { AppDetails } from '../../../../src-main/contract/app';
import type { EntryBody } from '../../../../src-main/contract/entry';

/** The key of the app that a refusal asked for in vain; null for any other entry. */
export function keyToAdopt({ row, detail }: EntryBody): string | null {
  const adopt = detail?.adopt;
  if (row.kind !== 'refused' || typeof adopt !== 'object' || adopt === null || !('key' in adopt)) return null;
  return typeof adopt.key === 'string' ? adopt.key : null;
}

/** What has changed, and what there is left to do. */
export function adoptedWords({ id, key, secretLength }: AppDetails): string {
  const name = id === key ? `The app with the key ${key}` : `App ${id}`;
  const reload = 'Reload its page: pusher-js does not try again after 4001.';
  return secretLength > 0
    ? `${name} is on this hub. ${reload}`
    : `${name} is on this hub, its secret unknown: publishes from this computer are let in with their signature not checked, private channels of pages are not. ${reload}`;
}
