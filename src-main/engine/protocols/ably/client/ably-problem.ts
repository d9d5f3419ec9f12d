import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';
import type { AblyError } from './protocol-message';

const known: readonly (readonly [from: number, to: number, words: string, next: string, retry: ClientEnd['retry']])[] =
  [
    [40101, 40101, 'key or token is wrong', 'Compare ABLY_KEY: app.key:secret.', 'never'],
    [40102, 40102, 'the client id and the key do not fit', 'Use a key or token of that client id.', 'never'],
    [40103, 40103, 'a key may not be sent without TLS', 'Switch TLS on, or use a token.', 'never'],
    [
      40140,
      40149,
      'the token has ended or is not valid',
      'Ask the application for a new one and put it into the profile.',
      'never',
    ],
    [40160, 40160, 'the key may not do this on this channel', 'Compare the capabilities of the key.', 'never'],
    [40100, 40199, 'it does not let us in', 'Compare key and token.', 'never'],
    [40300, 40399, 'it is not allowed', 'The account or the app may be disabled.', 'never'],
    [40400, 40499, 'there is no such thing', 'Compare the app in the key.', 'never'],
    [42900, 42999, 'too much in too short a time', 'It is tried again later.', 'later'],
    [80000, 80099, 'the connection was lost', 'It comes back by itself.', 'later'],
  ];

/** What an error of Ably means (https://ably.com/docs/platform/errors/codes), and what is to be done. */
export function ablyFailure({ code, message }: AblyError): {
  readonly problem: Problem;
  readonly retry: ClientEnd['retry'];
} {
  const [, , words = 'it refused', hint = '', retry = 'later'] =
    known.find(([from, to]) => code >= from && code <= to) ?? [];
  return {
    problem: { code: 'refused', message: `Ably said ${code}: ${message || words}. That is: ${words}.`, hint },
    retry,
  };
}
