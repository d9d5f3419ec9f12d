import type { Direction } from '../../contract/entry';
import type { Problem } from '../../contract/problem';
import type { ClientContext } from './client-side';

/** Why a connection ended that a person told to. */
export const ownEnd = 'Disconnected in Hubbub.';

/** A subscription that was turned away: an entry says why, and so does the channel. `up`: it never reached the server. */
export function refuseChannel(
  context: ClientContext,
  channel: string,
  problem: Problem,
  direction: Exclude<Direction, 'none'> = 'down',
): void {
  const { message, hint } = problem;
  const about = { kind: 'refused', action: 'subscribe', direction, channel, summary: message } as const;
  context.record({ ...about, detail: { reason: message, hint } });
  context.channel(channel, { state: 'refused', problem });
}

/** The end of an attempt, or of the connection it became, by a peer whose protocol has no close codes. */
export function recordEnd(context: ClientContext, wasOpen: boolean, { message, hint }: Problem): void {
  const said = { direction: 'down', summary: message, detail: { reason: message, hint } } as const;
  context.record(
    wasOpen ? { kind: 'connection', action: 'close', ...said } : { kind: 'refused', action: 'open', ...said },
  );
}

/** We ended a connection of such a protocol. */
export function recordOwnEnd(context: ClientContext): void {
  context.record({ kind: 'connection', action: 'close', direction: 'up', detail: { reason: ownEnd } });
}
