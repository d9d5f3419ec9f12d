import { expect, test } from 'vitest';
import { type Platform, platforms, snippetsOf } from './snippets';

const target = {
  address: new URL('http://127.0.0.1:6001'),
  app: { id: '12345', key: 'the-key' },
  secret: 'the-secret',
};

const textOf = (platform: Platform) =>
  snippetsOf(platform, target)
    .map(({ text }) => text)
    .join('\n');

test('each Laravel gets the names it reads', () => {
  const now = textOf('laravel');
  expect(now).toContain('BROADCAST_CONNECTION=reverb\nREVERB_APP_ID=12345\nREVERB_APP_KEY=the-key\n');
  expect(now).toContain(`VITE_REVERB_PORT="\${REVERB_PORT}"`);
  const before = textOf('laravel10');
  expect(before).toContain('BROADCAST_DRIVER=pusher\n');
  expect(before).toContain('PUSHER_HOST=127.0.0.1\nPUSHER_PORT=6001\n');
});

test('what a page gets has no secret in it', () => {
  expect(textOf('browser')).not.toContain('the-secret');
  for (const platform of platforms) expect(textOf(platform)).toContain('127.0.0.1');
});

test("Ably's names of an app: its key in Laravel, the public half of it in the page", () => {
  const [env, config, echo] = snippetsOf('laravelAbly', target);
  expect(env?.text).toContain('ABLY_KEY=12345.the-key:the-secret\n');
  expect(env?.text).toContain('VITE_ABLY_PUBLIC_KEY=12345.the-key');
  expect(config?.text).toContain("'port' => 6001,\n    'tls' => false,\n    'useTokenAuth' => true,");
  expect(echo?.text).not.toContain('the-secret');
  const own = { ...target, app: { id: 'xVLyHw', key: 'xVLyHw.DQrNxQ' } };
  expect(snippetsOf('ablyjs', own)[0]?.text).toContain("key: 'xVLyHw.DQrNxQ:the-secret'");
});
