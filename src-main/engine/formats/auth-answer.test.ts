import { expect, test } from 'vitest';
import { authVerdict } from './auth-answer';

const denied = '{"message":""}';

// The answers of Laravel's broadcasters as its sources have them and as laravel-8.83 gave them (docs/protocols/tested.md).
test.each([
  [200, 'true', /broadcasts to Redis/, /socket\.io/],
  [200, '{"channel_data":{"user_id":1,"user_info":{"name":"Anna"}}}', /broadcasts to Redis/, /pusher or reverb/],
  [200, '{"token":"eyJ0eXAiOiJKV1QifQ.e30.x","info":null}', /a token of Ably/, /ably-js/],
  [200, '', /empty: the application broadcasts to its log, or to null/, /BROADCAST_CONNECTION/],
  [403, denied, /routes\/channels\.php/, /private- or presence-/],
  [302, '<html>', /sign in/, /Accept: application\/json/],
  [401, '{"message":"Unauthenticated."}', /no session cookie or bearer token/, /Authorization/],
  [419, '{"message":"CSRF token mismatch."}', /CSRF/, /X-CSRF-TOKEN/],
  [200, '<!DOCTYPE html>', /a page, not with JSON/, /route:list/],
  [200, '{"ok":true}', /without \{"auth"/, /JSON with auth/],
])('%i with %j is no signature', (status, body, reason, hint) => {
  const verdict = authVerdict(status, body);
  expect(verdict.isSigned).toBe(false);
  expect(verdict.reason).toMatch(reason);
  expect(verdict.hint).toMatch(hint);
});

test.each([
  '{"auth":"app-key:0f5c"}',
  '{"auth":"app-key:0f5c","channel_data":"{\\"user_id\\":1}"}',
  ' {"auth":"12345.app-key:0f5c","shared_secret":"c2VjcmV0"}\n',
])('%s is one', (body) => {
  expect(authVerdict(200, body)).toEqual({ isSigned: true, reason: '', hint: '' });
});
