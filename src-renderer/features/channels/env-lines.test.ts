import { expect, test } from 'vitest';
import { laravelEnv } from './env-lines';

const usual = { id: '12345', key: 'your_app_key', secretLength: 15, secretHash: '82c79d36', maxDataBytes: 10_240 };

test('lead a Laravel application and its pages to the hub', () => {
  const lines = laravelEnv(new URL('http://127.0.0.1:6001'), usual).split('\n');
  expect(lines).toContain('PUSHER_APP_SECRET=your_app_secret');
  expect(lines).toContain('PUSHER_PORT=6001');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the .env file's own
  expect(lines).toContain('VITE_PUSHER_HOST="${PUSHER_HOST}"');
});

test('leave a secret out that the page does not know', () => {
  const lines = laravelEnv(new URL('http://127.0.0.1:6001'), { ...usual, secretHash: '00000000' }).split('\n');
  expect(lines).toContain('PUSHER_APP_SECRET=');
});
