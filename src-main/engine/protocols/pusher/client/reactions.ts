import { closeMeaning } from '../../../../contract/close-words';
import { pusherCode, pusherReaction } from '../../../../contract/codes/pusher-codes';
import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';

const stuck = 'pusher-js fails on it with a TypeError of its own, and stays "connecting".';
const invalid =
  'pusher-js takes it for no handshake: it closes, says "unavailable" after 10 s, and does not try again.';

/** What pusher-js 8.6.0 does with a close code; `pusher-js-ends.test.ts` runs it beside ours. */
export function reactionTo(code: number, reason: string): ClientEnd {
  const { words, cause, next } = code < 4000 ? closeMeaning(code) : pusherCode(code);
  const said = reason !== '' && reason !== words ? `: ${reason}` : '';
  const problem: Problem = {
    code: code === 1006 ? 'unreachable' : 'refused',
    message: `Closed with ${code}${words === '' ? '' : ` (${words})`}${said}.`.replace(/\.\.$/, '.'),
    hint: [cause, next].filter((part) => part !== '').join(' '),
  };
  if (code < 4000)
    return { retry: 'later', delayMs: 1_000, problem, advice: 'pusher-js connects again after a second.' };
  const advice = pusherReaction(code);
  if (code >= 4100 && code < 4200) return { retry: 'later', delayMs: 1_000, problem, advice };
  return { retry: code === 4000 || (code >= 4200 && code < 4300) ? 'now' : 'never', problem, advice };
}

/**
 * An error frame before the handshake: pusher-js goes by its code as by a close code. Without one (undefined) that is a
 * refusal; with null, or a code that is none of its own, it breaks.
 */
export function reactionToError(code: number | null | undefined, message: string): ClientEnd {
  if (typeof code === 'number' && (code >= 4000 || (code >= 1002 && code <= 1004))) return reactionTo(code, message);
  const problem: Problem = {
    code: 'refused',
    message: `The server answered the handshake with an error: ${message}`,
    hint: '',
  };
  return { retry: 'never', problem, advice: code === undefined ? pusherReaction(4001) : stuck };
}

/** The first frame is another one than the protocol begins with; '' if it cannot be read. */
export function reactionToNoHandshake(event: string): ClientEnd {
  const problem: Problem = {
    code: 'refused',
    message: `The first frame is ${JSON.stringify(event)}, and not pusher:connection_established.`,
    hint: 'Is it a server of the Pusher protocol, or something else on that port?',
  };
  return { retry: 'never', problem, advice: invalid };
}

/** The handshake names no activity_timeout: we go on, pusher-js does not. */
export const noActivityTimeout: Problem = {
  code: 'refused',
  message: 'The handshake names no activity_timeout.',
  hint: invalid,
};
