import { createHmac } from 'node:crypto';
import { encode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ably } from '.';
import { ablyKey, basic, startAbly } from './running-ably.test-support';

const keyName = `${defaultApp.id}.${defaultApp.key}`;

/** What Laravel's driver has ably-php 1.1.12 send (backends.md 8.1, recorded). */
const laravel = {
  id: '8u7gcpEjsRJrAYSa:0',
  data: '{"k":"\\u00e9","socket":"connkey1"}',
  encoding: 'json',
  name: 'App\\Events\\X',
};
const path = '/channels/public%3Aorders/messages';

async function subscriber(hub: Awaited<ReturnType<typeof startAbly>>, channel = 'orders') {
  const client = hub.client();
  const heard: unknown[] = [];
  client.subscribe(channel).bind_global((event: string, data: unknown) => {
    if (!event.startsWith('pusher:')) heard.push([event, data]);
  });
  await hub.recorder.waitFor(
    ({ event }) => event === 'pusher_internal:subscription_succeeded' || event === 'subscription_succeeded',
  );
  return { client, heard };
}

test.each([
  ['MessagePack, as ably-php sends by default', 'application/x-msgpack', Buffer.from(encode(laravel))],
  ['JSON (useBinaryProtocol false)', 'application/json', Buffer.from(JSON.stringify(laravel))],
])("a broadcast of Laravel's ably driver reaches Echo over pusher-js: %s", async (_, type, body) => {
  const hub = await startAbly();
  const { heard } = await subscriber(hub);
  const headers = {
    ...basic(ablyKey),
    'content-type': type,
    'x-ably-version': '2',
    'ably-agent': 'ably-php/1.1.12 php/8.2',
  };
  const { status, json } = await hub.ask('POST', path, { headers, body });
  expect([status, json]).toMatchObject([201, { channel: 'public:orders', messageId: '8u7gcpEjsRJrAYSa' }]);
  await expect.poll(() => heard).toEqual([['App\\Events\\X', { k: 'é', socket: 'connkey1' }]]);
  const publish = hub.recorder.of('publish')[0];
  expect(publish).toMatchObject({
    protocol: 'ably',
    app: defaultApp.id,
    channel: 'public:orders',
    event: 'App\\Events\\X',
    matched: 1,
    detail: { channels: ['public:orders', 'orders'], sdk: 'ably-php/1.1.12 php/8.2', messageId: laravel.id },
  });
  expect(Buffer.from(publish?.body ?? [])).toEqual(body);
  expect(hub.recorder.of('deliver')).toMatchObject([
    { protocol: 'pusher', channel: 'orders', cause: publish?.seq, matched: 1 },
  ]);
});

test.each([true, false])('ably-js publishes over REST, useBinaryProtocol %s', async (useBinaryProtocol) => {
  const hub = await startAbly();
  const { heard } = await subscriber(hub);
  const rest = hub.rest({ useBinaryProtocol });
  const { serials } = await rest.channels.get('public:orders').publish('made', { id: 7 });
  await rest.channels.get('public:orders').publish([
    { name: 'text', data: 'plain' },
    { name: 'bytes', data: Buffer.from([255, 0]) },
  ]);
  expect(serials).toEqual([expect.stringContaining('@hubbub')]);
  expect(Math.abs((await rest.time()) - Date.now())).toBeLessThan(5_000);
  await expect
    .poll(() => heard)
    .toEqual([
      ['made', { id: 7 }],
      ['text', 'plain'],
      ['bytes', '/wA='],
    ]);
  expect(hub.recorder.of('publish').map(({ event, summary }) => [event, summary])).toEqual([
    ['made', '{"id":7}'],
    ['text', 'plain'],
    ['bytes', '2 bytes'],
  ]);
});

test('a body in MessagePack is shown as what it says, its bytes kept', async () => {
  const hub = await startAbly();
  await hub
    .rest()
    .channels.get('private:user.1')
    .publish({ name: 'made', data: Buffer.from([1]), clientId: 'u7' });
  const { body = new Uint8Array(), detail = null } = hub.recorder.of('publish')[0] ?? {};
  const row = { kind: 'publish', channel: 'private:user.1', source: '' } as never;
  const rawBase64 = Buffer.from(body).toString('base64');
  const { payload, sections } = ably.codec.explain({ row, detail, rawBase64, isText: false });
  expect(payload).toBe('{"@base64":"AQ=="}');
  const [message] = sections;
  for (const fact of ['private channel user.1', 'private-user.1', 'MessagePack', 'u7'])
    expect(message?.text).toContain(fact);
});

test('a publish by toOthers() leaves the page out that caused it', async () => {
  const hub = await startAbly();
  const [one, two] = [await subscriber(hub), await subscriber(hub)];
  await expect.poll(() => hub.hub.channels()[0]?.subscribers).toBe(2);
  const message = { ...laravel, connectionKey: one.client.connection.socket_id };
  const headers = { ...basic(ablyKey), 'content-type': 'application/json' };
  await hub.ask('POST', path, { headers, body: JSON.stringify(message) });
  await expect.poll(() => two.heard).toHaveLength(1);
  expect(one.heard).toEqual([]);
  expect(hub.recorder.of('publish')[0]).toMatchObject({
    matched: 2,
    excluded: expect.any(Number),
    detail: { excludedKnown: true },
  });
});

test('the same id is published once, as with Ably', async () => {
  const hub = await startAbly();
  const { heard } = await subscriber(hub);
  const headers = { ...basic(ablyKey), 'content-type': 'application/json' };
  for (let count = 0; count < 2; count += 1) {
    expect((await hub.ask('POST', path, { headers, body: JSON.stringify(laravel) })).status).toBe(201);
  }
  await hub.rest().channels.get('public:orders').publish('last', 'x');
  await expect.poll(() => heard).toHaveLength(2);
  expect(hub.recorder.of('publish')[1]).toMatchObject({
    matched: 0,
    detail: { note: expect.stringContaining('before') },
  });
});

const refusals: readonly [string, RequestInit, number, number, string, RegExp][] = [
  ['no key', {}, 401, 40101, 'credentials', /Basic base64/],
  ['a wrong secret', { headers: basic(`${keyName}:wrong`) }, 401, 40101, 'secret', /12345\.your_app_key:SECRET/],
  ['a key of another app', { headers: basic('xVLyHw.DQrNxQ:abc') }, 404, 40400, 'key', /12345\.your_app_key:SECRET/],
  ['a body that is none', { headers: basic(ablyKey), body: 'name=x' }, 400, 40001, 'body', /application\/json/],
  [
    'data of 70 KB',
    { headers: basic(ablyKey), body: JSON.stringify({ name: 'x', data: 'y'.repeat(70_000) }) },
    413,
    40009,
    'size',
    /65536/,
  ],
  ['a name that is a number', { headers: basic(ablyKey), body: '{"name":7}' }, 400, 40013, 'body', /text/],
];

test.each(refusals)(
  '%s is refused in the shape of Ably, and what would have passed is said',
  async (_, init, status, code, check, expected) => {
    const hub = await startAbly();
    const answer = await hub.ask('POST', path, init);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({
      error: { code, statusCode: status, message: expect.any(String), href: `https://help.ably.io/error/${code}` },
    });
    expect(answer.headers.get('x-ably-errorcode')).toBe(String(code));
    const [refused] = hub.recorder.of('refused', 'publish');
    expect(refused).toMatchObject({
      code,
      channel: 'public:orders',
      detail: { check, expected: expect.stringMatching(expected) },
    });
    expect(JSON.stringify(hub.recorder.entries)).not.toContain(defaultApp.secret);
  },
);

test('ably-js reports a refusal with its code, in either format', async () => {
  const hub = await startAbly();
  for (const useBinaryProtocol of [true, false]) {
    const rest = hub.rest({ key: `${keyName}:wrong`, useBinaryProtocol });
    await expect(rest.channels.get('c').publish('e', 1)).rejects.toMatchObject({ code: 40013 });
    await expect(rest.channels.get('c').publish('e', 'x')).rejects.toMatchObject({ code: 40101, statusCode: 401 });
  }
});

test('a signed token request is a token that publishes, within what it was asked for', async () => {
  const hub = await startAbly();
  const asked = await hub.rest().auth.createTokenRequest({ clientId: 'u7', capability: { 'private:*': ['publish'] } });
  const headers = { 'content-type': 'application/json' };
  const answer = await hub.ask('POST', `/keys/${keyName}/requestToken`, { headers, body: JSON.stringify(asked) });
  expect(answer).toMatchObject({
    status: 201,
    json: { keyName, clientId: 'u7', capability: '{"private:*":["publish"]}' },
  });
  const { token } = answer.json as { token: string };
  const rest = hub.rest({ key: undefined, token });
  await rest.channels.get('private:user.1').publish('made', 'x');
  expect(hub.recorder.of('publish')[0]?.detail?.clientId).toBe('u7');
  await expect(rest.channels.get('public:orders').publish('made', 'x')).rejects.toMatchObject({ code: 40160 });
  await expect(rest.channels.get('private:a').publish({ name: 'a', clientId: 'other' })).rejects.toMatchObject({
    code: 40012,
  });
  expect(hub.recorder.of('refused', 'publish')[0]?.detail?.expected).toBe('{"public:orders":["publish"]}');
  const again = await hub.ask('POST', `/keys/${keyName}/requestToken`, { headers, body: JSON.stringify(asked) });
  expect(again.json).toMatchObject({ error: { code: 40105 } });
  expect(JSON.stringify(hub.recorder.entries)).not.toContain(token);
});

test('useTokenAuth, as ably-php needs it without TLS: the SDK gets its token by itself', async () => {
  const hub = await startAbly();
  for (const useBinaryProtocol of [true, false]) {
    const rest = hub.rest({ useTokenAuth: true, useBinaryProtocol });
    await rest.channels.get('public:orders').publish('made', 'x');
  }
  expect(hub.recorder.of('publish')).toHaveLength(2);
});

const macOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64');

test.each([
  ['another secret', (text: string) => macOf('another', text), 40101, /same ABLY_KEY/],
  [
    'hexadecimal',
    (text: string) => createHmac('sha256', defaultApp.secret).update(text).digest('hex'),
    40101,
    /base64/,
  ],
  ['no last line feed', (text: string) => macOf(defaultApp.secret, text.slice(0, -1)), 40101, /line feed/],
  ['none', () => '', 40101, /createTokenRequest/],
])('a token request with a mac of %s is refused with the string to sign', async (_, sign, code, hint) => {
  const hub = await startAbly();
  const [ttl, timestamp, nonce] = [60_000, Date.now(), 'abcdefgh12345678'];
  const text = `${keyName}\n${ttl}\n\n\n${timestamp}\n${nonce}\n`;
  const body = JSON.stringify({ keyName, ttl, timestamp, nonce, mac: sign(text) });
  const answer = await hub.ask('POST', `/keys/${keyName}/requestToken`, { body });
  expect([answer.status, answer.json]).toMatchObject([401, { error: { code } }]);
  const [refused] = hub.recorder.of('refused', 'request');
  expect(refused?.detail).toMatchObject({ check: 'mac', stringToSign: text, hint: expect.stringMatching(hint) });
});

test('a request of an hour ago is not current', async () => {
  const hub = await startAbly();
  const timestamp = Date.now() - 3_600_000;
  const text = `${keyName}\n\n\n\n${timestamp}\nabcdefgh12345678\n`;
  const body = JSON.stringify({ keyName, timestamp, nonce: 'abcdefgh12345678', mac: macOf(defaultApp.secret, text) });
  expect((await hub.ask('POST', `/keys/${keyName}/requestToken`, { body })).json).toMatchObject({
    error: { code: 40104 },
  });
});

test('a token request is good once', async () => {
  const hub = await startAbly();
  const timestamp = Date.now();
  const text = `${keyName}\n\n\n\n${timestamp}\nabcdefgh12345678\n`;
  const body = JSON.stringify({ keyName, timestamp, nonce: 'abcdefgh12345678', mac: macOf(defaultApp.secret, text) });
  const ask = () => hub.ask('POST', `/keys/${keyName}/requestToken`, { body });
  expect((await ask()).json).toMatchObject({ keyName, issued: expect.any(Number) });
  expect((await ask()).json).toMatchObject({ error: { code: 40105 } });
});

test('pages may ask: a preflight is answered, and the errors may be read', async () => {
  const hub = await startAbly();
  const asked = {
    origin: 'http://shop.test',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };
  const answer = await fetch(`${hub.url}${path}`, { method: 'OPTIONS', headers: asked });
  expect([
    answer.status,
    answer.headers.get('access-control-allow-origin'),
    answer.headers.get('access-control-allow-headers'),
  ]).toEqual([204, '*', 'authorization']);
});

test('what the hub has not is said with a code of Ably, and paths of others stay theirs', async () => {
  const hub = await startAbly();
  const answer = await hub.ask('GET', '/channels/x/messages/7', { headers: basic(ablyKey) });
  expect([answer.status, answer.json]).toMatchObject([404, { error: { code: 40400 } }]);
  expect((await fetch(`${hub.url}/channels.html`)).status).toBe(404);
  expect(hub.recorder.of('refused').map(({ protocol }) => protocol)).toEqual(['ably', '']);
});

test("the public key in Laravel's page, and what its driver signs with it, are those of the app", async () => {
  const hub = await startAbly();
  const client = await (await hub.connect(undefined, keyName)).established();
  // AblyBroadcaster::generateAblySignature: name of the key, HMAC in hexadecimal of socket id and channel.
  const hex = createHmac('sha256', defaultApp.secret).update(`${client.socketId}:private-user.1`).digest('hex');
  expect(await client.subscribe('private-user.1', { auth: `${keyName}:${hex}` })).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
  });
  await hub.rest().channels.get('private:user.1').publish('made', 'x');
  expect(await client.next()).toMatchObject({ event: 'made', channel: 'private-user.1', data: 'x' });
});
