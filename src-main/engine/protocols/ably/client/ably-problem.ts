import { ablyMeaning } from '../../../../contract/codes/ably-codes';
import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';
import type { AblyError } from './protocol-message';

/** What an error of Ably means, and what is to be done. Who is not let in will not be by trying again: 40100 to 40499. */
export function ablyFailure({ code, message }: AblyError): {
  readonly problem: Problem;
  readonly retry: ClientEnd['retry'];
} {
  const { words: known, next: hint } = ablyMeaning(code);
  const words = known || 'it refused';
  return {
    problem: { code: 'refused', message: `Ably said ${code}: ${message || words}. That is: ${words}.`, hint },
    retry: code >= 40_100 && code < 40_500 ? 'never' : 'later',
  };
}
