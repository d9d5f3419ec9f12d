import { z } from 'zod';
import type { AppRegistry } from '../../apps/app-registry';
import { appNames, optionsPatch } from '../../settings/app-schema';
import type { HandlersOf } from '../handler';

const { id } = appNames;

export function appHandlers(apps: AppRegistry): HandlersOf<'app'> {
  return {
    'app.list': { input: z.undefined(), run: () => apps.list() },
    'app.put': {
      input: z.strictObject({
        id,
        key: appNames.key.optional(),
        secret: appNames.secret.nullable().optional(),
        options: optionsPatch.optional(),
      }),
      run: (patch) => apps.put(patch),
    },
    'app.remove': {
      input: z.object({ id }),
      async run(input) {
        await apps.remove(input.id);
        return null;
      },
    },
    'app.secret': { input: z.object({ id }), run: (input) => ({ secret: apps.secret(input.id) }) },
  };
}
