import { isSame } from '../../contract/settings';
import type { Reach } from '../reach/reach';
import type { Store } from '../store/store';
import { retentionOf } from './engine-settings';
import { keptAddresses } from './listen-addresses';
import type { SettingsBook } from './settings-book';

/** Lets what is changed hold at once. */
export function serveSettings(
  book: SettingsBook,
  {
    store,
    reach,
  }: { readonly store: Pick<Store, 'retain'>; readonly reach: Pick<Reach, 'listen' | 'allowContainers'> },
): void {
  book.onChange((now, before) => {
    if (!isSame(now.retention, before.retention)) {
      store.retain(retentionOf(now.retention));
    }
    if (!isSame(now.hub.listen, before.hub.listen)) {
      void reach.listen(keptAddresses(now.hub.listen));
    }
    if (now.reach.containers !== before.reach.containers) {
      void reach.allowContainers(now.reach.containers);
    }
  });
}
