import { expect, test } from 'vitest';
import { maskedFile } from './masked-file';

const file = (mercure: object) => JSON.stringify({ hub: { a: 1 }, mercure }, null, 2);

test('what tokens are signed with is dots, and everything else as it is written', () => {
  const text = file({
    secret: 'the secret',
    publisherKey: { kind: 'HS256', key: 'another secret' },
    subscriberKey: { kind: 'RS256', key: 'a public key' },
    anonymous: false,
  });
  const shown = maskedFile(text);
  expect(shown).not.toMatch(/the secret|another secret/);
  expect(JSON.parse(shown)).toMatchObject({
    hub: { a: 1 },
    mercure: { secret: '••••••••', subscriberKey: { key: 'a public key' }, anonymous: false },
  });
});

test.each([file({ anonymous: false }), file({ secret: '', publisherKey: null }), '{}', 'no JSON', ''])(
  'without one, or without sense, it is shown as it is: %s',
  (text) => {
    expect(maskedFile(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  },
);
