import { isSame } from '../../contract/settings';
import type { Hub, ListenAddress } from '../hub/hub';
import type { Store } from '../store/store';
import { retentionOf } from './engine-settings';
import { keptAddresses } from './listen-addresses';
import type { SettingsBook } from './settings-book';

/**
 * Lets what is changed hold at once. `listenersChanged`: some of them came, went, or could not be bound. `retryListeners`
 * tries those again that could not be.
 */
export function serveSettings(
  book: SettingsBook,
  parts: { readonly store: Pick<Store, 'retain'>; readonly hub: Pick<Hub, 'relisten'>; listenersChanged(): void },
): { readonly retryListeners: () => Promise<void> } {
  const { store, hub, listenersChanged } = parts;
  // One after the other: two sets of addresses at once would fight over a port.
  let listening: Promise<void> = Promise.resolve();
  const relisten = (addresses: readonly ListenAddress[] | null) => {
    listening = listening.then(() => hub.relisten(addresses)).then(listenersChanged);
    return listening;
  };
  book.onChange((now, before) => {
    if (!isSame(now.retention, before.retention)) {
      store.retain(retentionOf(now.retention));
    }
    if (!isSame(now.hub.listen, before.hub.listen)) {
      void relisten(keptAddresses(now.hub.listen));
    }
  });
  return { retryListeners: () => relisten(null) };
}
