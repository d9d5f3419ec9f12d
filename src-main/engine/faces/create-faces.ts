import type { FaceSettings } from '../../contract/faces';
import type { Face } from '../hub/face';
import { type LaravelWebsocketsParts, laravelWebsocketsFace } from './laravel-websockets';
import type { MetricsCounter } from './metrics-counter';
import { reverbFace } from './reverb';
import { soketiFace } from './soketi';

/** The faces that are on. */
export function createFaces(
  settings: FaceSettings,
  parts: LaravelWebsocketsParts & { readonly metrics: MetricsCounter },
): readonly Face[] {
  return [
    ...(settings.laravelWebsockets ? [laravelWebsocketsFace(parts)] : []),
    ...(settings.reverb ? [reverbFace] : []),
    ...(settings.soketi ? [soketiFace(parts.metrics)] : []),
  ];
}
