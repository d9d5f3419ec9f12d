import type { EntryDetail } from '../../contract/entry';
import type { AppDirectory } from './apps';
import { isUnsetKey } from './apps';

const longestName = 200;

/**
 * What an app would be called that was made from this attempt; for the one click on its refusal. `id` is '' where only the
 * key was told, as a page does. Nothing if there is no key to go by, or it is the secret of an app.
 */
export function adoptable(apps: AppDirectory, key: string, id: string): { readonly adopt?: EntryDetail } {
  const isSecret = apps.all.some(({ secret }) => secret === key);
  return isUnsetKey(key) || key.length > longestName || id.length > longestName || isSecret
    ? {}
    : { adopt: { key, id } };
}
