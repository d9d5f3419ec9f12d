import { z } from 'zod';
import type { Demo } from '../../demo/demo';
import type { HandlersOf } from '../handler';

export function demoHandlers(demo: Demo): HandlersOf<'demo'> {
  const input = z.undefined();
  return {
    'demo.state': { input, run: () => demo.state },
    'demo.start': { input, run: () => demo.start() },
    'demo.stop': { input, run: () => demo.stop() },
    'demo.remove': { input, run: () => demo.remove() },
  };
}
