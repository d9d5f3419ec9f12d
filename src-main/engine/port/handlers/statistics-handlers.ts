import { z } from 'zod';
import { limits } from '../../../contract/limits';
import { ProblemError } from '../../../contract/problem';
import type { StatisticSpan } from '../../../contract/statistics';
import type { ConnectionEntries } from '../../statistics/connection-entries';
import type { Statistics } from '../../statistics/statistics';
import type { HandlersOf } from '../handler';
import type { Watching } from '../watching';

export interface StatisticsSources {
  readonly traffic: Statistics;
  readonly entries: ConnectionEntries;
}

const ms = z.number().min(0).max(8.64e15);
const app = z.string().nullable();
const span = z.object({ app, fromMs: ms, toMs: ms });

export function statisticsHandlers(
  { traffic, entries }: StatisticsSources,
  watching: Watching,
): HandlersOf<'statistics'> {
  return {
    'statistics.live': { input: z.object({ app }), run: (input) => traffic.live(input.app) },
    'statistics.history': { input: span, run: (input) => traffic.history(checked(input)) },
    'statistics.loudest': { input: span, run: (input) => traffic.loudest(checked(input)) },
    'statistics.lifetimes': { input: span, run: (input) => traffic.lifetimes(checked(input)) },
    'statistics.entries': {
      input: z.object({
        app,
        fromMs: ms.nullable(),
        toMs: ms.nullable(),
        order: z.enum(['newest', 'oldest']),
        after: z.number().int().nullable(),
        count: z.number().int().min(1).max(limits.windowRows),
      }),
      run: (input) => entries.list(input),
    },
    'statistics.watch': {
      input: z.object({ isWatched: z.boolean() }),
      run({ isWatched }) {
        watching.set(isWatched);
        return null;
      },
    },
  };
}

function checked(input: StatisticSpan): StatisticSpan {
  if (input.toMs <= input.fromMs) {
    throw new ProblemError('bad-input', 'The span ends before it begins.', 'Ask for a time before another one.');
  }
  return input;
}
