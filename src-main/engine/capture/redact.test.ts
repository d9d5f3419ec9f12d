import { describe, expect, test } from 'vitest';
import { maskSecret, redactDetail, redactHeaders, redactQuery, redactRequest } from './redact';

describe('redacting', () => {
  test('keeps name, length and a short hash of a secret', () => {
    expect(maskSecret('cookie', 'session=abc')).toMatch(/^\[cookie, 11 characters, [0-9a-f]{4}\]$/);
    expect(maskSecret('cookie', 'session=abc')).not.toBe(maskSecret('cookie', 'session=abd'));
  });

  test('masks headers that carry rights and leaves the others', () => {
    const headers = redactHeaders({
      host: 'hub.test',
      Authorization: 'Bearer abc.def.ghi',
      cookie: 'a=1; b=2',
      'set-cookie': ['a=1', 'b=2'],
      'X-API-Key': 'k-123456',
      origin: 'https://app.test',
      'x-none': undefined,
    });
    expect(headers.host).toBe('hub.test');
    expect(headers.origin).toBe('https://app.test');
    for (const name of ['Authorization', 'cookie', 'set-cookie', 'X-API-Key']) {
      expect(headers[name]).toMatch(/^\[.+, \d+ characters, [0-9a-f]{4}\]$/);
    }
    expect(Object.keys(headers)).not.toContain('x-none');
  });

  test('masks secrets in a query and keeps keys, timestamps and subscription signatures', () => {
    const path = '/apps/1/events?auth_key=app-key&auth_timestamp=1&auth_signature=0123456789abcdef&auth=app-key:99';
    const redacted = redactQuery(path);
    expect(redacted).toContain('auth_key=app-key&auth_timestamp=1&auth_signature=[auth_signature, 16 characters, ');
    expect(redacted).toContain('&auth=app-key:99');
    expect(redactQuery(redacted)).toBe(redacted);
    expect(redactQuery('/app/key')).toBe('/app/key');
  });

  test('of a request of which there are many looks at the names of its headers alone', () => {
    const clean = { path: '/apps/1/events', headers: { Accept: '*/*', Host: 'hub.test' } };
    expect(redactRequest(clean)).toBe(clean);
    expect(redactRequest({ path: '/' })).toEqual({ path: '/' });
    const { path, headers } = redactRequest({ path: '/', headers: { Host: 'hub.test', Cookie: 'session=abc' } });
    expect({ path, headers }).toEqual({
      path: '/',
      headers: { Host: 'hub.test', Cookie: expect.stringMatching(/^\[Cookie, 11 characters, [0-9a-f]{4}\]$/) },
    });
  });

  test('goes through a detail at any depth and leaves a clean one alone', () => {
    const clean = { reason: 'no', auth: 'key:sig', nested: { list: [1, 'two'] } };
    expect(redactDetail(clean)).toBe(clean);
    const detail = redactDetail({
      request: { headers: { Cookie: 'a=1' }, url: '/x?token=abcdef' },
      words: ['sent Authorization: Bearer abcdefghijkl1', 'a basic authentication'],
      password: 1234,
      reason: 'no',
    });
    expect(JSON.stringify(detail)).not.toMatch(/a=1|abcdef|1234[^0-9a-f,]/);
    expect(detail.reason).toBe('no');
    expect(JSON.stringify(detail)).toContain('a basic authentication');
  });
});
