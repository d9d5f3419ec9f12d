import { expect, test } from 'vitest';
import { platforms, snippetOf } from './snippets';

const target = {
  address: new URL('http://127.0.0.1:6001'),
  app: { id: '12345', key: 'the-key' },
  secret: 'the-secret',
};

test('each Laravel gets the names it reads', () => {
  const now = snippetOf('laravel', target).text;
  expect(now).toContain('BROADCAST_CONNECTION=reverb\nREVERB_APP_ID=12345\nREVERB_APP_KEY=the-key\n');
  expect(now).toContain(`VITE_REVERB_PORT="\${REVERB_PORT}"`);
  const before = snippetOf('laravel10', target).text;
  expect(before).toContain('BROADCAST_DRIVER=pusher\n');
  expect(before).toContain('PUSHER_HOST=127.0.0.1\nPUSHER_PORT=6001\n');
});

test('what a page gets has no secret in it', () => {
  expect(snippetOf('browser', target).text).not.toContain('the-secret');
  for (const platform of platforms) expect(snippetOf(platform, target).text).toContain('127.0.0.1');
});
