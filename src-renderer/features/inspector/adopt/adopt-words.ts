import type { AppDetails } from '../../../../src-main/contract/app';
import type { EntryBody } from '../../../../src-main/contract/entry';
import type { Say } from '../../../languages/words';

/** The key of the app that a refusal asked for in vain; null for any other entry. */
export function keyToAdopt({ row, detail }: EntryBody): string | null {
  const adopt = detail?.adopt;
  if (row.kind !== 'refused' || typeof adopt !== 'object' || adopt === null || !('key' in adopt)) return null;
  return typeof adopt.key === 'string' ? adopt.key : null;
}

/** What has changed, and what there is left to do. */
export function adoptedWords(t: Say<'adopt'>, { id, key, secretLength }: AppDetails): string {
  const app = id === key ? t('byKey', { key }) : t('byId', { id });
  return t(secretLength > 0 ? 'done' : 'doneUnknown', { app });
}
