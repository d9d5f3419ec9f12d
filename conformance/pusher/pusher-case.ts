import type { AppOptions } from '../../src-main/contract/app';
import type { PusherServer } from './pusher-server';

/** One case of the reference. With `needs` it can only be run against a hub of ours, which is set up so. */
export interface PusherCase {
  readonly number: number;
  readonly sentence: string;
  readonly needs: Partial<AppOptions> | null;
  readonly run: (server: PusherServer) => Promise<void>;
}

export function pusherCase(
  number: number,
  sentence: string,
  run: PusherCase['run'],
  needs: PusherCase['needs'] = null,
): PusherCase {
  return { number, sentence, needs, run };
}
