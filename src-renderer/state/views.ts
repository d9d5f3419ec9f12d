import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { focusRegion } from './regions';
import { useSettings } from './settings';

/** Every view the page may have; app.tsx says which there are. */
export const viewNames = ['live', 'clients', 'statistics', 'project', 'mercure', 'settings', 'welcome'] as const;
export type ViewName = (typeof viewNames)[number];

interface Views {
  readonly view: ViewName;
  /** How often a view was asked for in this page. */
  readonly turn: number;
  /** Shows a view. Its main region takes the focus, once it is on the screen: see takeFocus. */
  show(view: ViewName): void;
}

/** Which view is on the screen; outlives the page. */
export const useViews = create<Views>()(
  persist(
    (set) => ({
      view: 'live',
      turn: 0,
      show: (view) => set(({ turn }) => ({ view, turn: turn + 1 })),
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

/** To be called when a view that was asked for is on the screen. */
export function takeFocus(view: ViewName): void {
  requestAnimationFrame(() => focusRegion(view === 'live' ? 'timeline' : view) || focusRegion('view'));
}

export function showView(view: ViewName): void {
  useViews.getState().show(view);
}
