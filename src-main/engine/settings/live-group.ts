import { isSame, type Settings } from '../../contract/settings';
import type { SettingsBook } from './settings-book';

/** One group of the settings as a part of the engine sees it: as it is now, and told when it changes. */
export function liveGroup<G extends keyof Settings>(
  book: SettingsBook,
  group: G,
): {
  readonly current: Settings[G];
  onChange(listener: (now: Settings[G], before: Settings[G]) => void): void;
} {
  return {
    get current() {
      return book.settings[group];
    },
    onChange(listener) {
      book.onChange((now, before) => {
        if (!isSame(now[group], before[group])) {
          listener(now[group], before[group]);
        }
      });
    },
  };
}
