import { type CodeMeaning, unknownCode } from './code-meaning';

/** Errors of Ably by ranges of their codes (https://ably.com/docs/platform/errors/codes), the narrowest first. */
const known: readonly (readonly [from: number, to: number, words: string, next: string])[] = [
  [40009, 40009, 'the message is too large', 'Publish an id and let the receivers fetch the rest.'],
  [40012, 40012, 'the client id does not fit', 'Use a key or token of that client id.'],
  [40000, 40099, 'the request is none Ably takes', 'Compare what was sent with what would have passed.'],
  [40101, 40101, 'key or token is wrong', 'Compare ABLY_KEY: app.key:secret.'],
  [40102, 40102, 'the client id and the key do not fit', 'Use a key or token of that client id.'],
  [40103, 40103, 'a key may not be sent without TLS', 'Switch TLS on, or use a token.'],
  [
    40140,
    40149,
    'the token has ended or is not valid',
    'Ask the application for a new one and put it into the profile.',
  ],
  [40160, 40160, 'the key may not do this on this channel', 'Compare the capabilities of the key.'],
  [40100, 40199, 'it does not let us in', 'Compare key and token.'],
  [40300, 40399, 'it is not allowed', 'The account or the app may be disabled.'],
  [40400, 40499, 'there is no such thing', 'Compare the app in the key.'],
  [42900, 42999, 'too much in too short a time', 'It is tried again later.'],
  [80000, 80099, 'the connection was lost', 'It comes back by itself.'],
];

export function ablyMeaning(code: number): CodeMeaning {
  const [, , words, next] = known.find(([from, to]) => code >= from && code <= to) ?? [];
  return words === undefined ? unknownCode : { words, cause: '', next: next ?? '' };
}
