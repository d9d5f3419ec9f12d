import { describe, expect, test } from 'vitest';
import { closeWords } from '../close-words';
import { closeMeaningOf, entryCodeMeaning } from './entry-code';
import { httpMeaning } from './http-codes';
import { pusherMeaning } from './pusher-codes';
import { curlMeaning, meaningInText, systemMeaning } from './system-codes';

const closeCodes = [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015];
const pusherCodes = [4000, 4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4100, 4200, 4201, 4202, 4301, 4302];
const statuses = [400, 401, 403, 404, 405, 408, 413, 414, 415, 419, 421, 422, 426, 429, 431, 500, 501, 502, 503, 504];
const systemCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'ECONNRESET',
  'CERT_HAS_EXPIRED',
  'EADDRINUSE',
  'ENOSPC',
];
const curlCodes = [3, 6, 7, 22, 28, 35, 51, 52, 56, 60, 77];

describe('every code has words, a cause and a next step', () => {
  test.each([
    ...closeCodes.map((code) => [`close ${code}`, closeMeaningOf(code, '')] as const),
    ...pusherCodes.map((code) => [`Pusher ${code}`, closeMeaningOf(code, 'pusher')] as const),
    ...statuses.flatMap((code) => [
      [`API ${code}`, httpMeaning(code, 'api')] as const,
      [`auth ${code}`, httpMeaning(code, 'auth')] as const,
      [`HTTP ${code}`, httpMeaning(code)] as const,
    ]),
    ...systemCodes.map((code) => [code, systemMeaning(code)] as const),
    ...curlCodes.map((code) => [`cURL ${code}`, curlMeaning(code)] as const),
  ])('%s', (_name, { words, cause, next }) => {
    expect(words).toMatch(/^[a-z`TA-Z].*[^.]$/);
    expect(cause).toMatch(/[.]$/);
    expect(next).toMatch(/[.?]$/);
  });
});

test('codes that are not known are nothing, and so are names every object has', () => {
  for (const one of [
    closeMeaningOf(4999, 'mercure'),
    httpMeaning(299),
    systemMeaning('constructor'),
    curlMeaning(999),
  ]) {
    expect(one).toEqual({ words: '', cause: '', next: '' });
  }
  expect(closeWords(4999)).toBe('');
});

test('of a Pusher code not known, what pusher-js does is still said', () => {
  expect(pusherMeaning(4299)).toEqual({ words: '', cause: '', next: 'pusher-js connects again at once.' });
});

test('403 of an auth endpoint is another thing than 403 of the API', () => {
  expect(httpMeaning(403, 'auth').cause).toContain('routes/channels.php');
  expect(httpMeaning(403, 'api').cause).not.toContain('routes/channels.php');
});

test.each([
  [{ kind: 'connection', action: 'close', code: 1006, protocol: 'pusher' }, 'no close frame'],
  [{ kind: 'connection', action: 'close', code: 4200, protocol: 'pusher' }, 'reconnect'],
  [{ kind: 'refused', action: 'open', code: 4001, protocol: 'pusher' }, 'no app with this key'],
  [{ kind: 'refused', action: 'publish', code: 401, protocol: 'pusher' }, 'signature not accepted'],
  [{ kind: 'auth', action: 'none', code: 403, protocol: 'pusher' }, 'not allowed to this channel'],
  [{ kind: 'http', action: 'none', code: 404, protocol: '' }, 'not found'],
  [{ kind: 'note', action: 'none', code: null, protocol: '' }, ''],
] as const)('an entry %j', (row, words) => {
  expect(entryCodeMeaning(row).words).toBe(words);
});

test.each([
  ['cURL error 7: Failed to connect to 127.0.0.1 port 6001', 'cURL 7', 'connection refused'],
  ['connect ECONNREFUSED 127.0.0.1:6001', 'ECONNREFUSED', 'connection refused'],
  ['getaddrinfo ENOTFOUND app.test', 'ENOTFOUND', 'host not found'],
  [
    'self-signed certificate; code DEPTH_ZERO_SELF_SIGNED_CERT',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'certificate not trusted',
  ],
  ['getaddrinfo EAI_AGAIN app.test', 'EAI_AGAIN', 'name server not reached'],
])('in "%s"', (text, code, words) => {
  expect(meaningInText(text)).toMatchObject({ code, meaning: { words } });
});

test('a text without a code has none', () => {
  expect(meaningInText('EVERYTHING is FINE_HERE, cURL error 99')).toBeNull();
});
