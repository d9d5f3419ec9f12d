import { z } from 'zod';
import type { SettingsBook } from '../../settings/settings-book';
import type { HandlersOf } from '../handler';

const path = z.string().max(200);

export function settingsHandlers(book: SettingsBook): HandlersOf<'settings'> {
  return {
    'settings.read': { input: z.undefined(), run: () => book.state },
    'settings.change': {
      input: z.object({ path, value: z.unknown() }),
      run: (input) => book.change(input.path, input.value),
    },
    'settings.reset': { input: z.object({ path }), run: (input) => book.reset(input.path) },
  };
}
