import { z } from 'zod';
import type { JsonValue } from '../../../contract/entry';
import type { Seq } from '../../../contract/ids';
import { ProblemError } from '../../../contract/problem';
import type { AppRegistry } from '../../apps/app-registry';
import { appNames, optionsPatch } from '../../settings/app-schema';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

const { id } = appNames;

/** @param known id and secret that the project which is open has for a key */
export function appHandlers(
  apps: AppRegistry,
  reader: CaptureReader,
  known: (key: string) => { readonly id: string; readonly secret: string } | null,
): HandlersOf<'app'> {
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
    'app.adopt': {
      input: z.strictObject({
        refusal: z.number().int().positive().optional(),
        key: appNames.key.optional(),
        id: id.optional(),
        secret: appNames.secret.optional(),
      }),
      async run({ refusal, key, id, secret }) {
        const told = refusal === undefined ? null : await toldBy(reader, refusal);
        const wanted = key ?? told?.key ?? '';
        const own = known(wanted);
        return apps.adopt({ key: wanted, id: id ?? told?.id ?? own?.id, secret: secret ?? own?.secret });
      },
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

/** What app the refusal was about, if it can become one. */
async function toldBy(reader: CaptureReader, seq: Seq): Promise<{ readonly key: string; readonly id?: string }> {
  const adopt = asObject((await reader.body(seq))?.detail?.adopt);
  const { key, id } = adopt ?? {};
  if (typeof key !== 'string' || key === '') {
    const hint = 'Only a connection or a request that was refused because its app is not there can be adopted.';
    throw new ProblemError('not-found', `Entry ${seq} tells of no app to adopt.`, hint);
  }
  return typeof id === 'string' && id !== '' ? { key, id } : { key };
}

function asObject(value: JsonValue | undefined): { readonly [name: string]: JsonValue } | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: JsonValue })
    : null;
}
