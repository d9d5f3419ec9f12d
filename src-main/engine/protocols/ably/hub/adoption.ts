import type { EntryDetail } from '../../../../contract/entry';
import { adoptable } from '../../../hub/adoptable';
import type { AppDirectory } from '../../../hub/apps';

/**
 * The app that a key `APPID.KEYID` would be of: its id is what stands before the dot, its key the whole, as Ably's own Pusher
 * adapter has them, so that a page over pusher-js is on the same app. Nothing for anything else.
 */
export function adoptableName(apps: AppDirectory, keyName: string): { readonly adopt?: EntryDetail } {
  const [, id] = /^([^.:\s]+)\.[^:\s]+$/.exec(keyName) ?? [];
  return id === undefined ? {} : adoptable(apps, keyName, id);
}
