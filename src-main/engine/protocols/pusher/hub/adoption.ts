import type { AppSettings } from '../../../../contract/app';
import type { AppDirectory } from '../../../hub/apps';
import type { Refusal } from './refuse';

/** The app was made from a page's key, and no app server has told its id yet: its key stands for it. */
export function hasNoIdYet({ id, key }: AppSettings): boolean {
  return id === key;
}

/** The app a request means: by its id, or by its key where the id is not known yet. */
export function appOfRequest(apps: AppDirectory, id: string, authKey: string): AppSettings | null {
  const named = apps.byId(id);
  if (named?.key === authKey) {
    return named;
  }
  const byKey = apps.byKey(authKey);
  return byKey !== null && hasNoIdYet(byKey) ? byKey : named;
}

export const uncheckedMark = { signature: 'not checked' } as const;
export const uncheckedWords = 'Signature not checked';

/** Why something signed is turned away while nobody knows what it should be signed with. */
export function unknownSecret(id: string, code: number | null): Refusal {
  return {
    code,
    check: 'secret',
    reason: `The secret of app ${id} is not known to this hub, so no signature can be checked.`,
    hint: 'Give the hub the secret of the app (PUSHER_APP_SECRET or REVERB_APP_SECRET). Without it only programs of this computer are let in, and no web page.',
  };
}
