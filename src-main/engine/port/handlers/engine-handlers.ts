import { z } from 'zod';
import type { EngineDescription } from '../../../contract/engine-calls';
import type { HandlersOf } from '../handler';

export function engineHandlers(describe: () => EngineDescription): HandlersOf<'engine'> {
  return { 'engine.describe': { input: z.undefined(), run: () => describe() } };
}
