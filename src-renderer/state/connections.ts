import { create } from 'zustand';
import type { ProfileId } from '../../src-main/contract/profile';
import { focusRegion } from './regions';
import { useSelection } from './selection';
import { showView, useViews } from './views';

interface Connections {
  /** The sheet a profile is made or changed in: null while it is shut. `id` null: a new one. */
  readonly form: { readonly id: ProfileId | null } | null;
  /** The session that stands in the inspector's place; null: none. */
  readonly shown: ProfileId | null;
  /** The profile whose sending is about to be unlocked, asked for first; null: none. */
  readonly unlocking: ProfileId | null;
  openForm(id: ProfileId | null): void;
  closeForm(): void;
  show(id: ProfileId | null): void;
  askToUnlock(id: ProfileId | null): void;
}

/** What of connections to other servers is on the screen. */
export const useConnections = create<Connections>((set) => ({
  form: null,
  shown: null,
  unlocking: null,
  openForm: (id) => set({ form: { id } }),
  closeForm: () => set({ form: null }),
  show(shown) {
    // There is one place for what is looked at.
    if (shown !== null) useSelection.getState().select(null);
    set({ shown });
  },
  askToUnlock: (unlocking) => set({ unlocking }),
}));

useSelection.subscribe(({ row }, before) => {
  if (row !== null && row !== before.row) useConnections.setState({ shown: null });
});

/** Shows a session in Live, and goes there. */
export function openSession(id: ProfileId): void {
  if (useViews.getState().view !== 'live') showView('live');
  useConnections.getState().show(id);
  // Once it is on the screen, and after the view took the focus.
  requestAnimationFrame(() => requestAnimationFrame(() => focusRegion('session')));
}
