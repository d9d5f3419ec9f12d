import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProfileInput } from '../../../contract/profile';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock, systemClock } from '../../hub/clocks.test-support';
import { describeCodec } from '../suites/codec.suite';
import { ably } from '.';
import { parseAddress } from './client/parse-address';
import { readFrame, readMessage } from './client/protocol-message';

// Frames as ably-js 2.28 (protocol version 6) takes and sends them, and the body ably-php 1.1.12 publishes.
const details = {
  connectionKey: 'c1!k',
  clientId: null,
  maxMessageSize: 65536,
  connectionStateTtl: 120000,
  maxIdleInterval: 15000,
};
const connected = { action: 4, connectionId: 'c1', connectionDetails: details };
const attached = (channel: string, flags = 983040) => ({ action: 11, channel, channelSerial: 's:1', flags });
const published =
  '{"id":"8u7gcpEjsRJrAYSa:0","data":"{\\"k\\":\\"\\\\u00e9\\",\\"n\\":12345678901234567890,\\"socket\\":null}","encoding":"json","name":"App\\\\Events\\\\X"}';
const message = `{"action":15,"id":"c2:0","connectionId":"c2","channel":"public:orders","timestamp":1795416286000,"messages":[${published},{"name":"second","data":"plain"}]}`;

describeCodec(ably, [published, '{"name":"a","data":{"id":7}}'], { hasNames: false });

interface Stub {
  readonly port: number;
  readonly urls: URL[];
  readonly posts: { readonly url: string; readonly authorization: string; readonly body: string }[];
}

async function stub(
  onSocket: (socket: WebSocket, number: number) => void,
  answer: [number, string] = [201, '{"channel":"c","messageId":"m:0"}'],
): Promise<Stub> {
  const urls: URL[] = [];
  const posts: { url: string; authorization: string; body: string }[] = [];
  const http = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    posts.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '', body });
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(answer[1]);
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => {
    urls.push(new URL(request.url ?? '', 'ws://stub'));
    onSocket(socket, urls.length);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
  return { port: (http.address() as AddressInfo).port, urls, posts };
}

async function watch(port: number, more: Partial<ProfileInput> = {}, clock = systemClock) {
  const desk = await startDesk([ably], { clock });
  const fields = { host: '127.0.0.1', port, isTls: false };
  await desk.start({
    name: 'Ably',
    protocol: 'ably',
    fields,
    secrets: { key: 'app.key:secret-of-it' },
    channels: ['public:orders'],
    ...more,
  });
  return desk;
}

const say = (socket: WebSocket, frame: object | string) =>
  socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));

/** Attaches whatever is asked for. */
function friendly(socket: WebSocket, and: (frame: { action: number; channel: string }) => void = () => {}): void {
  say(socket, connected);
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { action: number; channel: string };
    if (frame.action === 10) say(socket, attached(frame.channel));
    and(frame);
  });
}

test('connects with its key, attaches, and shows each message with its bytes', async () => {
  const { port, urls } = await stub((socket) =>
    friendly(socket, ({ action }) => action === 10 && say(socket, message)),
  );
  const { until, recorder } = await watch(port);
  const state = await until('ably', ({ received }) => received === 2);
  expect(state).toMatchObject({ phase: 'connected', channels: [{ name: 'public:orders', state: 'on' }] });
  expect(Object.fromEntries(urls[0]?.searchParams ?? [])).toMatchObject({
    key: 'app.key:secret-of-it',
    format: 'json',
    v: '6',
  });
  expect(
    recorder.of('deliver').map(({ channel, event, text, detail }) => [channel, event, text, detail?.messageId]),
  ).toEqual([
    ['public:orders', 'App\\Events\\X', published, '8u7gcpEjsRJrAYSa:0'],
    ['public:orders', 'second', '{"name":"second","data":"plain"}', 'c2:0:1'],
  ]);
  expect(JSON.stringify(recorder.entries)).not.toContain('secret-of-it');
  const rawBase64 = Buffer.from(published).toString('base64');
  const row = { kind: 'deliver', channel: 'public:orders' } as never;
  const { payload, sections } = ably.codec.explain({ row, detail: null, rawBase64, isText: true });
  expect(payload).toBe('{"k":"\\u00e9","n":12345678901234567890,"socket":null}');
  expect(sections[0]?.text).toContain('public channel orders');
});

test('a refusal of the key, an ended token and a channel one may not have are said', async () => {
  const wrong = await stub((socket) =>
    say(socket, { action: 9, error: { code: 40101, statusCode: 401, message: 'Invalid key' } }),
  );
  const first = await watch(wrong.port);
  expect((await first.until('ably', ({ phase }) => phase === 'failed')).problem?.message).toContain(
    '40101: Invalid key',
  );
  const ended = await stub((socket) =>
    friendly(socket, () => say(socket, { action: 6, error: { code: 40142, message: 'Token expired' } })),
  );
  const second = await watch(ended.port, { secrets: { token: 'a-token-of-mine' } });
  expect((await second.until('ably', ({ phase }) => phase === 'failed')).problem?.message).toContain(
    'the token has ended',
  );
  expect(ended.urls[0]?.searchParams.get('accessToken')).toBe('a-token-of-mine');
  const denied = await stub((socket) => {
    say(socket, connected);
    socket.on('message', () =>
      say(socket, { action: 9, channel: 'public:orders', error: { code: 40160, message: 'Denied' } }),
    );
  });
  const third = await watch(denied.port);
  const { channels, phase } = await third.until('ably', (state) => state.channels[0]?.state === 'refused');
  expect([phase, channels[0]?.problem?.message.includes('40160')]).toEqual(['connected', true]);
});

test('a lost connection is gone on with where it was; a new one leaves a Gap', async () => {
  const clock = new ManualClock();
  const { port, urls } = await stub((socket, number) => {
    say(socket, number < 3 ? connected : { ...connected, connectionId: 'c9' });
    if (number < 3) socket.on('message', () => socket.terminate());
  });
  const { until, recorder } = await watch(port, {}, clock);
  await until('ably', ({ phase }) => phase === 'waiting');
  clock.advance(2_000);
  await until('ably', ({ phase, attempt }) => phase === 'waiting' && attempt === 2);
  expect(urls[1]?.searchParams.get('resume')).toBe('c1!k');
  expect(recorder.of('gap')).toEqual([]);
  clock.advance(5_000);
  await until('ably', ({ phase }) => phase === 'connected');
  expect(recorder.of('gap')).toHaveLength(1);
});

test('a server that says nothing for longer than it promised is left', async () => {
  const clock = new ManualClock();
  const { port } = await stub((socket) => say(socket, connected));
  const { until } = await watch(port, { channels: [] }, clock);
  await until('ably', ({ phase }) => phase === 'connected');
  clock.advance(25_000);
  expect((await until('ably', ({ phase }) => phase === 'waiting')).problem?.message).toContain('said nothing');
});

test('who is present is known, and leaves again', async () => {
  const present = (action: number, clientId: string) => ({
    action: 14,
    channel: 'presence:room',
    presence: [{ action, clientId, data: '{"name":"A"}', encoding: 'json' }],
  });
  const { port } = await stub((socket) =>
    friendly(socket, ({ action }) => {
      if (action !== 10) return;
      for (const [what, who] of [
        [1, 'a'],
        [2, 'b'],
        [3, 'a'],
      ] as const)
        say(socket, present(what, who));
    }),
  );
  const { until, recorder } = await watch(port, { channels: ['presence:room'] });
  await until('ably', ({ channels }) => channels[0]?.members?.length === 1 && channels[0].members[0]?.userId === 'b');
  expect(recorder.of('presence').map(({ action }) => action)).toEqual(['join', 'join', 'leave']);
});

test('publishes over REST as ably-php does, and says what was refused', async () => {
  const good = await stub((socket) => friendly(socket));
  const { until, desk } = await watch(good.port);
  await until('ably', ({ phase }) => phase === 'connected');
  const values = { channel: 'private:user.1', event: 'made', data: '{"id":7}' };
  expect((await desk.send({ profile: 'ably', values })).words).toBe('Taken as m:0. Ably does not say how many get it.');
  expect(good.posts).toEqual([
    {
      url: '/channels/private%3Auser.1/messages',
      authorization: `Basic ${Buffer.from('app.key:secret-of-it').toString('base64')}`,
      body: '{"name":"made","data":"{\\"id\\":7}","encoding":"json"}',
    },
  ]);
  const bad = await stub((socket) => friendly(socket), [401, '{"error":{"code":40160,"message":"no publish"}}']);
  const other = await watch(bad.port);
  await other.until('ably', ({ phase }) => phase === 'connected');
  await expect(other.desk.send({ profile: 'ably', values })).rejects.toMatchObject({ message: /40160: no publish/ });
});

test.each([
  [
    'ably://app.key:s%3Aecret@main.realtime.ably.net/public:orders,presence:r',
    {
      secrets: { key: 'app.key:s:ecret' },
      channels: ['public:orders', 'presence:r'],
      fields: { port: 443, isTls: true },
    },
  ],
  [
    'ably:app.key:secret?channel=a',
    { secrets: { key: 'app.key:secret' }, channels: ['a'], fields: { host: 'main.realtime.ably.net' } },
  ],
  [
    'ably:?key=app.key:secret&channel=a',
    { secrets: { key: 'app.key:secret' }, channels: ['a'], fields: { host: 'main.realtime.ably.net' } },
  ],
  [
    'ably://127.0.0.1:8090/a?token=t&tls=false',
    { secrets: { token: 't' }, fields: { host: '127.0.0.1', port: 8090, isTls: false } },
  ],
])('%s is read as an address', (address, meant) => {
  expect(parseAddress(new URL(address))).toMatchObject(meant);
});

test.each([
  ['{"name":"a","data":"eyJhIjoxfQ==","encoding":"json/utf-8/base64"}', '{"a":1}', ''],
  ['{"name":"a","data":"/w==","encoding":"base64"}', '{"@base64":"/w=="}', ''],
  [
    '{"name":"a","data":"x","encoding":"utf-8/cipher+aes-128-cbc/base64"}',
    '"x"',
    'It is encrypted: only those who have its key can read it.',
  ],
  ['{"name":"a","data":{"b":1.10}}', '{"b":1.10}', ''],
])('%s', (text, data, note) => {
  expect(readMessage(text)).toMatchObject({ data, note });
});

test('any text is a frame or none, never an exception', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .tuple(fc.nat(message.length), fc.string({ maxLength: 4 }))
          .map(([at, text]) => message.slice(0, at) + text + message.slice(at)),
      ),
      (text) => {
        for (const one of readFrame(text).messages) readMessage(one);
      },
    ),
    { numRuns: 2_000 },
  );
});
