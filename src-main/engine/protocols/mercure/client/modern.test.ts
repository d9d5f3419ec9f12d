import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { token } from '../mercure-client.test-support';
import { testSecret } from '../running-mercure.test-support';
import { createClient } from '.';
import { hub, mercure, profile, withSecret } from './client.test-support';

const modern = { dialect: '1.0', anonymous: false } as const;

test.each(['auto', '1.0'])('a token in a cookie has the name the hub gives it; dialect %s', async (dialect) => {
  const { url, recorder: hubRecorder } = await hub(modern);
  const { desk, start, until } = await startDesk([mercure]);
  const fields = { auth: 'secret', presentation: 'cookie', dialect };
  await start(profile(url, fields, { ...withSecret, channels: ['/orders/{id}'] }));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  expect(hubRecorder.of('connection', 'open')[0]?.detail).toMatchObject({ tokenFrom: 'a cookie' });
  await desk.send({ profile: 'm', values: { channel: '/orders/7', data: 'x', isPrivate: true } });
  await until('m', ({ received }) => received === 1);
});

test('a token in the address is refused here, since no hub of 1.0 looks there', async () => {
  const { url, recorder: hubRecorder } = await hub({ dialect: '1.0' });
  const { start, until } = await startDesk([mercure]);
  await start(profile(url, { auth: 'secret', presentation: 'query' }, { ...withSecret, channels: ['/a'] }));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.message).toMatch(/does not look for a token in the address/);
  expect(hubRecorder.of('connection')).toEqual([]);
});

const detail = (action: string) => ({
  type: 'https://mercure.rocks/authorization-detail',
  actions: [action],
  topics: [{ match: '/granted' }],
});

test('what a hub of 1.0 refuses is explained in its own words', async () => {
  const { url } = await hub(modern);
  const pasted = (claims: object) =>
    token({ iss: 'i', aud: url, exp: 4e9, ...claims }, testSecret, { alg: 'HS256', typ: 'at+jwt' });
  const { desk, start, until } = await startDesk([mercure]);
  const secrets = { token: pasted({ authorization_details: [detail('publish')] }) };
  await start(profile(url, { auth: 'token' }, { secrets, channels: ['/a'] }));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  await expect(desk.send({ profile: 'm', values: { channel: '/a', data: 'x' } })).rejects.toMatchObject({
    message: expect.stringContaining('403'),
    hint: expect.stringContaining('authorization_details grants each of the topics'),
  });
  await start({
    ...profile(url, { auth: 'token' }, { secrets: { token: pasted({ aud: 'x' }) }, channels: ['/a'] }),
    id: 'm',
  });
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.hint).toMatch(/signed by an issuer.*names this hub \(aud\)/);
});

test('more selectors than a hub of 1.0 takes are told apart from another dialect', async () => {
  const { url } = await hub({ dialect: '1.0' });
  const { start, until } = await startDesk([mercure]);
  await start(profile(url, {}, { channels: Array.from({ length: 101 }, (_, at) => `/${at}`) }));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.hint).toMatch(/100 selectors at most/);
});

test('who is subscribed is listed as a session would ask for the same', async () => {
  const { url, subscribe } = await hub({ dialect: '1.0' });
  const { desk, start, until } = await startDesk([mercure]);
  await subscribe('?match=/plain&match=/{id}&match_urlpattern=/books/:id&match_urlpattern=/fixed');
  await start(profile(url, { auth: 'secret', watchSubscriptions: true }, withSecret));
  const { found } = await until('m', (state) => (state.found?.length ?? 0) >= 4);
  const names = found?.map(({ name }) => name).filter((name) => !name.includes('.well-known'));
  expect(names).toEqual(['/plain', 'match_exact=/{id}', '/books/:id', 'match_urlpattern=/fixed']);
  await desk.subscribe('m', 'match_exact=/{id}', '');
  const { channels } = await until('m', (state) => state.channels[0]?.state === 'on');
  expect(channels[0]?.name).toBe('match_exact=/{id}');
});

test.each([
  ['?match=/a&match_urlpattern=/b/:id&last_event_id=earliest', ['/a', '/b/:id'], { lastEventId: 'earliest' }],
  ['?match=/{id}&match_urlpattern=/fixed', ['match_exact=/{id}', 'match_urlpattern=/fixed'], {}],
] as const)('the address %s is of 1.0', (query, channels, more) => {
  const { parse } = createClient(() => null);
  expect(parse(new URL(`mercure+http://127.0.0.1:3000/${query}`))).toMatchObject({
    fields: { url: 'http://127.0.0.1:3000/.well-known/mercure', dialect: '1.0', follow: false, ...more },
    channels,
  });
});
