import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { token } from './mercure-client.test-support';
import { testSecret } from './running-mercure.test-support';

/** Topics and selectors: pieces of templates, and what breaks them. */
export const anySelector = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...['{', '}', '{id}', '{+a}', '{/a,b}', '{?q*}', '{#f}', '{a:3}', '{;a}', '{.a}', '{&a*}', '{%41}'],
        ...['a', 'aaaa', '/', ',', '%41', '%', '*', 'é', '\u0000', '.well-known', '__proto__', 'http://'],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 60 }),
);

/** URL patterns: their pieces, and what breaks them. */
export const anyUrlPattern = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          ':a',
          ':b',
          '*',
          '{',
          '}',
          '{x}?',
          '{/y}+',
          '(',
          ')',
          '(a|b)',
          '([^/]+)',
          '(\\d{2,9})',
          '((?:a*)*)',
          '(a{999})',
        ],
        ...[
          '?',
          '+',
          '\\',
          '/',
          '//',
          '.',
          '-',
          'a',
          'aaaa',
          'é',
          '%',
          '%41',
          '[',
          ']',
          '@',
          '#',
          'e.test',
          ':8080',
          '(?=a)',
        ],
      ),
      { maxLength: 20 },
    )
    .chain((parts) =>
      fc.constantFrom('https://', 'https://e.test/', 'urn:', '/', '').map((start) => start + parts.join('')),
    ),
  fc.string({ maxLength: 60 }),
);

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const json = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      ...['null', 'true', '0', '-1', '1e999', '4102444800.5', '"a"', '""', '[]', '[["*"]]', '["*"]', '["{a}",1]', '{'],
      ...['{"publish":["*"]}', '{"publish":"*"}', '{"subscribe":{}}', '{"__proto__":["*"]}', '{"publish":[null]}'],
    ),
  },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)) },
  // Deeper than what walks through it later could go.
  fc.constantFrom(5_000, 200, 101, 100, 99).map(deep),
);
function object(members: Partial<Record<string, string>>): string {
  return `{${Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}:${text}`)}}`;
}
/** Details of a token of 1.0: pieces of one that is right, and what breaks it. */
const matcher = fc.oneof(
  fc
    .record(
      {
        match: fc.oneof(anySelector, anyUrlPattern).map((text) => JSON.stringify(text)),
        match_type: fc.constantFrom('"exact"', '"urlpattern"', '"uritemplate"', 'null', '1'),
      },
      { requiredKeys: [] },
    )
    .map(object),
  json,
);
const detail = fc.oneof(
  fc
    .record(
      {
        type: fc.constantFrom('"https://mercure.rocks/authorization-detail"', '"payment"', '1'),
        actions: fc.constantFrom('["publish"]', '["subscribe","archive"]', '[]', '[1]', '"publish"'),
        topics: fc.oneof(
          fc.array(matcher, { maxLength: 3 }).map((list) => `[${list}]`),
          json,
        ),
        payload: json,
      },
      { requiredKeys: ['type'] },
    )
    .map(object),
  json,
);
const details = fc.array(detail, { maxLength: 3 }).map((list) => `[${list}]`);
const claims = fc
  .record(
    {
      mercure: json,
      'https://mercure.rocks/': json,
      exp: json,
      nbf: json,
      constructor: json,
      iss: fc.oneof(fc.constant('"https://i.test"'), json),
      aud: json,
      authorization_details: fc.oneof(details, json),
    },
    { requiredKeys: [] },
  )
  .map(object);
const few = fc.array(anySelector, { maxLength: 2 });
const grants = fc
  .record({ publish: few, subscribe: few, payload: fc.constantFrom(null, 'a', { a: [1] }) })
  .map((mercure) => ({ mercure }));
const header = fc.oneof(
  fc
    .record(
      {
        alg: fc.constantFrom(
          '"HS256"',
          '"none"',
          '"RS256"',
          '"ES256"',
          '"hs256"',
          '""',
          '"PS256"',
          '"EdDSA"',
          '"__proto__"',
          '1',
        ),
        typ: fc.oneof(fc.constantFrom('"at+jwt"', '"Application/AT+JWT"'), json),
        kid: json,
        crit: json,
        b64: json,
      },
      { requiredKeys: ['alg'] },
    )
    .map(object),
  json,
);
/** As `token`, of a text that may be no JSON. */
function signed(body: string, typ: string): string {
  const start = token({}, testSecret, { alg: 'HS256', typ }).split('.')[0] as string;
  const text = `${start}.${part(body)}`;
  return `${text}.${createHmac('sha256', testSecret).update(text).digest('base64url')}`;
}
const part = (text: string) => Buffer.from(text).toString('base64url');

/** Tokens: signed for this hub with any claims, signed otherwise, cut, or no tokens at all. None has a character that a header may not have. */
export const anyToken = fc.oneof(
  grants.map((value) => token(value, testSecret)),
  fc.tuple(claims, fc.constantFrom('JWT', 'at+jwt')).map(([body, typ]) => signed(body, typ)),
  fc
    .tuple(header, claims, fc.base64String({ maxLength: 60 }))
    .map(([head, body, signature]) => `${part(head)}.${part(body)}.${signature.replace(/[+/=]/g, '_')}`),
  fc.tuple(grants, fc.nat()).map(([value, at]) => {
    const whole = token(value, testSecret);
    return whole.slice(0, at % whole.length);
  }),
  fc.stringMatching(/^[A-Za-z0-9._~+/=-]{0,80}$/),
);

const field = fc.constantFrom(
  ...['topic', 'data', 'private', 'id', 'type', 'retry', 'authorization', 'Last-Event-ID', 'x'],
  ...['match', 'match_exact', 'match_urlpattern', 'Match', 'last_event_id'],
);
const value = fc.oneof(
  anySelector,
  anyUrlPattern,
  fc.constantFrom('1', '-1', '18446744073709551616', '99999999999999999999999', 'on', '#earliest', 'a\nb'),
);

/** Bodies and queries: whole forms, broken ones, and any bytes. Latin-1, a character a byte. */
export const anyForm = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(field, value), { maxLength: 8 })
      .map((pairs) => new URLSearchParams(pairs as [string, string][]).toString()),
  },
  fc
    .array(fc.constantFrom('topic', '=', '&', ';', '%', '%4', '%41', '%zz', '%ff', '+', 'data', 'a', '&&', '=='), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);
