import { closeMeaningOf } from '../../../../contract/codes/entry-code';
import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';

const gaveUp = 'pusher-js does not connect again by itself: something has to be changed first.';
const second = 'pusher-js connects again after a second.';
const atOnce = 'pusher-js connects again at once.';

/** What pusher-js 8.6.0 does with a close code (reference 1.5, measured). */
export function reactionTo(code: number, reason: string): ClientEnd {
  const { words, cause, next } = closeMeaningOf(code, 'pusher');
  const said = reason !== '' && reason !== words ? `: ${reason}` : '';
  const problem: Problem = {
    code: code === 1006 ? 'unreachable' : 'refused',
    message: `Closed with ${code}${words === '' ? '' : ` (${words})`}${said}.`.replace(/\.\.$/, '.'),
    hint: [cause, next].filter((part) => part !== '').join(' '),
  };
  if (code >= 4000 && code < 4100) return { retry: 'never', problem, advice: gaveUp };
  if (code >= 4200 && code < 4300) return { retry: 'now', problem, advice: atOnce };
  if (code >= 4300 && code < 4400) return { retry: 'never', problem, advice: gaveUp };
  return { retry: 'later', delayMs: 1_000, problem, advice: second };
}

/** An error frame before the handshake: pusher-js goes by its code as by a close code, and takes a missing one for a refusal. */
export function reactionToError(code: number | null, message: string): ClientEnd {
  if (code === null) {
    const problem: Problem = {
      code: 'refused',
      message: `The server answered the handshake with an error: ${message}`,
      hint: '',
    };
    return { retry: 'never', problem, advice: gaveUp };
  }
  return reactionTo(code, message);
}
