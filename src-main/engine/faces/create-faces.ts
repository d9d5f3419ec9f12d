import type { FaceSettings } from '../../contract/faces';
import type { Face } from '../hub/face';
import type { ConnectionEntries } from '../statistics/connection-entries';
import { type LaravelWebsocketsParts, laravelWebsocketsFace } from './laravel-websockets';
import type { MetricsCounter } from './metrics-counter';
import { reverbFace } from './reverb';
import { soketiFace } from './soketi';

/** Every face; `settings` says whenever a request comes which of them are on. */
export function createFaces(
  settings: FaceSettings,
  parts: LaravelWebsocketsParts & { readonly metrics: MetricsCounter },
): readonly Face[] {
  return [
    whileOn(laravelWebsocketsFace(parts), () => settings.laravelWebsockets),
    whileOn(reverbFace, () => settings.reverb),
    whileOn(soketiFace(parts.metrics), () => settings.soketi),
  ];
}

/** The last rows of an app's connection statistics, the oldest first. */
export function newestRows(table: Pick<ConnectionEntries, 'list'>): LaravelWebsocketsParts['entries'] {
  return async (app, count) => {
    const { entries } = await table.list({ app, fromMs: null, toMs: null, order: 'newest', after: null, count });
    return [...entries].reverse();
  };
}

function whileOn(face: Face, isOn: () => boolean): Face {
  return { owns: (path) => isOn() && face.owns(path), answer: (asked) => face.answer(asked) };
}
