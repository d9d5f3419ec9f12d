import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import {
  defaultSettings,
  type FixedSetting,
  type Settings,
  type SettingsState,
} from '../../src-main/contract/settings';

const noSecrets = { secret: '', publisherKey: null, subscriberKey: null };

interface SettingsStore {
  /** As the engine said last; what the page remembers of its last life until it has. */
  readonly settings: Settings;
  readonly fixed: readonly FixedSetting[];
  /** Path of settings.json; '' until the engine said. */
  readonly file: string;
  /** What that holds. */
  readonly text: string;
  take(state: SettingsState): void;
}

/** What is set, for those who show it or follow it. Changed by `useChangeSetting` only. */
export const useSettings = create<SettingsStore>()(
  persist(
    (set) => ({
      settings: defaultSettings,
      fixed: [],
      file: '',
      text: '',
      take: ({ settings, fixed, file, text }) => set({ settings, fixed, file, text }),
    }),
    {
      // So that the page starts in its theme and language, before the engine is there.
      name: 'hubbub.settings',
      // No secrets: the engine keeps them in a file of its owner's, and a browser's storage is open to all of a page.
      partialize: ({ settings }) => ({ settings: { ...settings, mercure: { ...settings.mercure, ...noSecrets } } }),
      merge: (kept, current) => ({ ...current, settings: withDefaults((kept as Partial<SettingsStore>)?.settings) }),
    },
  ),
);

/** A page of another version may have remembered less, or something else. */
function withDefaults(kept: Partial<Settings> | undefined): Settings {
  const { general, appearance, hub, reach, faces, relay, mercure, socketio, retention, keys } = kept ?? {};
  return {
    general: { ...defaultSettings.general, ...general },
    appearance: { ...defaultSettings.appearance, ...appearance },
    hub: { ...defaultSettings.hub, ...hub },
    reach: { ...defaultSettings.reach, ...reach },
    faces: { ...defaultSettings.faces, ...faces },
    relay: { ...defaultSettings.relay, ...relay },
    mercure: { ...defaultSettings.mercure, ...mercure },
    socketio: { ...defaultSettings.socketio, ...socketio },
    retention: { ...defaultSettings.retention, ...retention },
    keys: { ...keys },
  };
}
