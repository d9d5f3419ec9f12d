import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { token } from '../mercure-client.test-support';
import { createClient } from '.';
import { hub, mercure, profile, server } from './client.test-support';

test.each([
  [
    'a secret where a token belongs',
    { auth: 'token' },
    { token: '!ChangeThisMercureHubJWTSecretKey!' },
    /no token.*no dots/,
    /looks like the secret/,
  ],
  ['no secret', { auth: 'secret' }, {}, /holds no secret/, /./],
  [
    'a token of another secret',
    { auth: 'token' },
    { token: token({ mercure: { subscribe: ['*'] } }, 'another secret, that is long enough') },
    /answered 401/,
    /another secret or algorithm/,
  ],
] as const)('%s is told before or as the hub refuses it', async (_name, fields, secrets, message, hint) => {
  const { url } = await hub();
  const { start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, fields, { secrets, channels: ['/a'] }));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.message).toMatch(message);
  expect(problem?.hint).toMatch(hint);
  expect(recorder.of('refused')).toHaveLength(1);
});

test('a hub of 1.0 is recognised and asked in its own words; no hub at the path is told', async () => {
  const seen: string[] = [];
  const url = await server((request, response) => {
    if (request.url === '/.well-known/oauth-protected-resource/.well-known/mercure') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"resource":"x"}');
    } else if (request.url?.startsWith('/.well-known/mercure?')) {
      seen.push(request.url);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: x\ntopics: /a\n\n');
    } else response.writeHead(404).end();
  });
  const { start, until, recorder } = await startDesk([mercure]);
  const channels = ['/a', 'https://h/books/:id'];
  await start(profile(`${url}/.well-known/mercure`, { lastEventId: 'earliest' }, { channels }));
  const state = await until('m', ({ received }) => received === 1);
  expect(state.facts).toContainEqual({ name: 'dialect', value: '1.0' });
  expect(seen).toEqual([
    '/.well-known/mercure?match_exact=%2Fa&match_urlpattern=https%3A%2F%2Fh%2Fbooks%2F%3Aid&last_event_id=earliest',
  ]);
  expect(recorder.of('deliver')[0]?.detail).toMatchObject({ others: [['topics', '/a']] });
  await start({ ...profile(`${url}/elsewhere`), id: 'm' });
  const failed = await until('m', ({ phase }) => phase === 'failed');
  expect(failed.problem?.message).toContain('answered 404');
});

test('an address of the command line', () => {
  expect(
    createClient(() => null).parse(new URL('mercure+http://:s%C3%A9cret@127.0.0.1:3000/?topic=/a&topic=/b{id}')),
  ).toEqual({
    name: 'Mercure 127.0.0.1:3000',
    protocol: 'mercure',
    fields: { url: 'http://127.0.0.1:3000/.well-known/mercure', auth: 'secret', follow: false },
    secrets: { secret: 'sécret' },
    channels: ['/a', '/b{id}'],
  });
});
