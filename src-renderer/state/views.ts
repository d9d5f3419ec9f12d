import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { focusRegion } from './regions';
import { useSettings } from './settings';

/** Every view the page may have; app.tsx says which there are. */
export const viewNames = ['live', 'clients', 'statistics', 'settings', 'welcome'] as const;
export type ViewName = (typeof viewNames)[number];

interface Views {
  readonly view: ViewName;
  /** Shows a view. Its main region takes the focus, once it is on the screen. */
  show(view: ViewName): void;
}

/** Which view is on the screen; outlives the page. */
export const useViews = create<Views>()(
  persist(
    (set) => ({
      view: 'live',
      show: (view) => {
        set({ view });
        requestAnimationFrame(() => focusRegion(view === 'live' ? 'timeline' : view) || focusRegion('view'));
      },
    }),
    {
      name: 'hubbub.view',
      partialize: ({ view }) => ({ view }),
      merge: (kept, current) => {
        const { view } = (kept ?? {}) as Partial<Views>;
        if (!useSettings.getState().settings.general.reopenView) return current;
        return { ...current, view: viewNames.find((name) => name === view) ?? current.view };
      },
    },
  ),
);

export function showView(view: ViewName): void {
  useViews.getState().show(view);
}
