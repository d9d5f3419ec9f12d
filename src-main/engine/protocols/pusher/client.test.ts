import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ProfileInput } from '../../../contract/profile';
import { type DeskUnderTest, startDesk } from '../../clients/session-desk.test-support';
import { defaultApp } from '../../hub/apps';
import { pusher } from '.';
import type { RawClient } from './raw-client.test-support';
import { type RunningHub, startHub } from './running-hub.test-support';
import { channelAuth } from './signed-request.test-support';

let hub: RunningHub;
let under: DeskUnderTest;

beforeEach(async () => {
  hub = await startHub();
  under = await startDesk([pusher]);
  const running = hub;
  onTestFinished(() => running.close());
});

function profile(more: Partial<ProfileInput> = {}, fields: ProfileInput['fields'] = {}): ProfileInput {
  return {
    name: 'Own',
    protocol: 'pusher',
    fields: {
      server: 'other',
      host: '127.0.0.1',
      port: hub.port,
      key: defaultApp.key,
      appId: defaultApp.id,
      ...fields,
    },
    secrets: { secret: defaultApp.secret },
    ...more,
  };
}

async function subscribe(client: RawClient, data: object): Promise<void> {
  client.send({ event: 'pusher:subscribe', data });
  await client.next();
}

const isOn = (channel: string) => (state: Awaited<ReturnType<DeskUnderTest['until']>>) =>
  state.channels.some(({ name, state: at }) => name === channel && at === 'on');

describe('against a hub', () => {
  test('connects, subscribes to every kind of channel while connected, and hears what is published', async () => {
    await under.start(profile());
    await under.until('own', ({ phase }) => phase === 'connected');
    for (const channel of ['orders', 'private-orders', 'presence-room', 'cache-news']) {
      await under.desk.subscribe('own', channel, '');
      await under.until('own', isOn(channel));
    }
    await hub.sdk().trigger(['orders', 'private-orders'], 'shipped', { id: 7 });
    const state = await under.until('own', ({ received }) => received === 2);
    expect(state.facts.map(({ name }) => name)).toEqual(['socketId', 'activityTimeout']);
    const [first, second] = under.recorder.of('deliver');
    expect(first).toMatchObject({ channel: 'orders', event: 'shipped', direction: 'down', source: 'own' });
    expect(first?.text).toBe('{"event":"shipped","channel":"orders","data":"{\\"id\\":7}"}');
    expect(second).toMatchObject({ channel: 'private-orders' });
    expect(state.channels.find(({ name }) => name === 'presence-room')?.members).toEqual([
      { userId: 'hubbub', info: '{"name":"Hubbub"}' },
    ]);
  });

  test('members who come and go', async () => {
    await under.start(profile({ channels: ['presence-room'] }));
    await under.until('own', isOn('presence-room'));
    const other = await (await hub.connect()).established();
    await subscribe(other, {
      channel: 'presence-room',
      ...channelAuth(other.socketId, 'presence-room', { user_id: 'anna' }),
    });
    const both = await under.until('own', ({ channels }) => channels[0]?.members?.length === 2);
    expect(both.channels[0]?.members?.map(({ userId }) => userId)).toEqual(['hubbub', 'anna']);
    other.close();
    await under.until('own', ({ channels }) => channels[0]?.members?.length === 1);
    expect(under.recorder.of('presence').map(({ action, detail }) => [action, detail?.user])).toEqual([
      ['join', 'anna'],
      ['leave', 'anna'],
    ]);
  });

  test('opens encrypted events with the master key', async () => {
    const masterKey = Buffer.alloc(32, 7).toString('base64');
    const channel = 'private-encrypted-orders';
    await under.start(profile({ secrets: { secret: defaultApp.secret, masterKey }, channels: [channel] }));
    await under.until('own', isOn(channel));
    await hub.sdk({ encryptionMasterKeyBase64: masterKey }).trigger(channel, 'shipped', { id: 7 });
    await under.until('own', ({ received }) => received === 1);
    const [entry] = under.recorder.of('deliver');
    expect(entry?.detail).toEqual({ decrypted: '{"id":7}' });
    expect(entry?.text).toContain('ciphertext');
    expect(JSON.stringify(under.recorder.entries)).not.toContain(masterKey);
  });

  test('a wrong secret is refused, in the words of the server, and the channel says so', async () => {
    await under.start(profile({ secrets: { secret: 'not-the-secret' }, channels: ['private-orders'] }));
    const state = await under.until('own', ({ problem }) => problem?.message.includes('Invalid signature') === true);
    expect(state.phase).toBe('connected');
    const refused = await under.until('own', ({ channels }) => channels[0]?.state === 'refused');
    expect(refused.channels[0]?.problem?.message).toContain('Invalid signature');
    await under.recorder.waitFor(
      ({ kind, action, code }) => kind === 'refused' && action === 'request' && code === 401,
    );
  });

  test('publishes as the app server, and sends client events', async () => {
    const page = await (await hub.connect()).established();
    await subscribe(page, { channel: 'private-a', ...channelAuth(page.socketId, 'private-a') });
    await under.start(profile({ channels: ['private-a'] }));
    await under.until('own', isOn('private-a'));
    const values = { channel: 'private-a', event: 'made', data: '{"id":1}', as: 'server', excludeSocketId: '' };
    const sent = await under.desk.send({ profile: 'own', values });
    expect(sent.words).toContain('Taken by the server (200)');
    expect(await page.next()).toMatchObject({ data: '{"id":1}' });
    await under.desk.send({ profile: 'own', values: { ...values, event: 'client-typing', as: 'client' } });
    expect(await page.next()).toMatchObject({ data: { id: 1 } });
    await expect(under.desk.send({ profile: 'own', values: { ...values, as: 'client' } })).rejects.toMatchObject({
      message: '"made" is no client event: its name has to begin with client-.',
    });
    const tooMuch = { ...values, data: JSON.stringify('x'.repeat(20_000)) };
    await expect(under.desk.send({ profile: 'own', values: tooMuch })).rejects.toMatchObject({ message: /413/ });
    expect(under.recorder.of('refused', 'publish')).toMatchObject([{ code: 413, channel: 'private-a' }]);
  });

  test('lists the channels in use, and follows all of them but presence', async () => {
    const page = await (await hub.connect()).established();
    for (const channel of ['orders', 'private-a', 'presence-room']) {
      await subscribe(page, {
        channel,
        ...channelAuth(page.socketId, channel, channel === 'presence-room' ? { user_id: '1' } : undefined),
      });
    }
    await under.start(profile({}, { follow: true }));
    const state = await under.until('own', (now) => isOn('orders')(now) && isOn('private-a')(now));
    expect(state.found).toEqual(
      expect.arrayContaining([
        { name: 'orders', subscribers: expect.any(Number), members: null },
        expect.objectContaining({ name: 'presence-room', members: 1 }),
      ]),
    );
    // Who is there is asked for as well, without being there.
    const { found } = await under.until('own', (now) => now.found?.some(({ users }) => users !== undefined) === true);
    expect(found).toContainEqual({ name: 'presence-room', subscribers: null, members: 1, users: ['1'] });
    expect(state.channels.map(({ name }) => name)).not.toContain('presence-room');
  });

  test('an unknown key is not tried again', async () => {
    await under.start(profile({}, { key: 'nobodys-key' }));
    const { problem, advice } = await under.until('own', ({ phase }) => phase === 'failed');
    expect(problem?.message).toMatch(/^Closed with 4001 \(no app with this key\)/);
    expect(advice).toBe('pusher-js does not connect again by itself: something has to be changed first.');
  });

  test('a pasted token is used for this sitting', async () => {
    await under.start(profile({ secrets: {} }, { appId: '' }));
    const { facts } = await under.until('own', ({ phase }) => phase === 'connected');
    await under.desk.subscribe('own', 'private-a', '');
    const refused = await under.until('own', ({ channels }) => channels[0]?.state === 'refused');
    expect(refused.channels[0]?.problem?.message).toBe(
      'private-a has to be signed, and the profile holds no app secret.',
    );
    const socketId = facts[0]?.value ?? '';
    await under.desk.subscribe('own', 'private-a', JSON.stringify(channelAuth(socketId, 'private-a')));
    await under.until('own', isOn('private-a'));
  });
});

describe('the auth endpoint of an app', () => {
  async function endpoint(answer: (form: string, cookie: string) => { status: number; text: string }) {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { status, text } = answer(Buffer.concat(chunks).toString(), request.headers.cookie ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/broadcasting/auth`;
  }

  test('signs with cookies, and is an entry without them', async () => {
    const authEndpoint = await endpoint((form, cookie) => {
      const params = new URLSearchParams(form);
      const isIn = cookie === 'laravel_session=abcdef123456';
      const signed = channelAuth(params.get('socket_id') ?? '', params.get('channel_name') ?? '');
      return isIn ? { status: 200, text: JSON.stringify(signed) } : { status: 403, text: '{"message":""}' };
    });
    const input = profile(
      { channels: ['private-a'], secrets: { authHeaders: 'Cookie: laravel_session=abcdef123456' } },
      { auth: 'endpoint', authEndpoint },
    );
    await under.start(input);
    await under.until('own', isOn('private-a'));
    expect(under.recorder.of('auth')).toMatchObject([
      { channel: 'private-a', code: 200, detail: { url: authEndpoint, cookie: 'sent', bearer: 'none' } },
    ]);
    expect(JSON.stringify(under.recorder.entries)).not.toContain('abcdef123456');
  });

  test.each([
    [403, '', /answered 403\. Neither a cookie nor a bearer token was sent\./],
    [419, '', /answered 419\./],
    [302, '', /sends it to the page to sign in/],
    [200, 'true', /answered 200\. It let the page in without a signature/],
    [200, '', /answered 200\. The answer is empty/],
    [200, '{"token":"x"}', /answered 200\. It answered with a token of Ably/],
  ])('answers %s with %j', async (status, text, message) => {
    const authEndpoint = await endpoint(() => ({ status, text }));
    await under.start(profile({ channels: ['private-a'] }, { auth: 'endpoint', authEndpoint }));
    const { channels } = await under.until('own', ({ channels: [one] }) => one?.state === 'refused');
    expect(channels[0]?.problem?.message).toMatch(message);
    expect(under.recorder.of('auth')).toMatchObject([{ code: status }]);
  });
});

test.each([
  [
    'pusher://k:s@127.0.0.1:8080/42',
    { server: 'other', host: '127.0.0.1', port: 8080, key: 'k', appId: '42', tls: false, follow: true },
  ],
  ['pusher://k@[::1]:6001', { host: '::1', port: 6001, key: 'k', appId: '', follow: false }],
  ['pushers://k:s@reverb.example.com/7', { host: 'reverb.example.com', port: 443, tls: true }],
  ['pusher://k:s@ws-eu.pusher.com/7?channel=a', { server: 'pusher', cluster: 'eu', tls: true, follow: false }],
])('%s is a profile', (text, fields) => {
  expect(under.desk.parse(text)).toMatchObject({ protocol: 'pusher', fields });
});

test('an address without a key is refused with an example', () => {
  expect(() => under.desk.parse('pusher://127.0.0.1:8080/42')).toThrow('The address holds no app key.');
});
