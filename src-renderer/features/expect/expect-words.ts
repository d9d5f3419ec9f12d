import type { Expectation } from '../../../src-main/contract/expect';
import { formatCount } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { problemWords } from '../../languages/said';
import type { Say } from '../../languages/words';

/** The verdict in a sentence, and what there is to say besides. */
export function expectWords(
  { channel, event, state, arrival, absence, timeoutMs, armedAtMs, where }: Expectation,
  nowMs: number,
  say: Say<'expect'>,
): { readonly head: string; readonly reason: string } {
  const names = { channel, event };
  if (state === 'arrived' && arrival !== null) {
    const time = formatDuration(arrival.afterMs);
    const reason = say('arrivedReason', { count: arrival.receivers, clients: formatCount(arrival.receivers), time });
    return { head: say('arrived', { event: arrival.event, channel: arrival.channel }), reason };
  }
  if (state === 'missed') {
    const reason = absence === null ? '' : problemWords({ message: absence.reason, hint: absence.hint });
    return { head: say('missed', names), reason };
  }
  if (state === 'cancelled') return { head: say('cancelled', names), reason: '' };
  const left = Math.max(0, armedAtMs + timeoutMs - nowMs);
  const conditions = where.length === 0 ? '' : `${where.join(' ')} · `;
  return {
    head: say('waiting', names),
    reason: conditions + say('left', { time: formatDuration(Math.ceil(left / 1_000) * 1_000) }),
  };
}
