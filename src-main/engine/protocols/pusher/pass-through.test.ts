import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { defaultApp } from '../../hub/apps';
import { scripted, startFront } from './pass-through.test-support';
import { RawClient } from './raw-client.test-support';
import { type RunningHub, startHub } from './running-hub.test-support';
import { channelAuth, signedSend, userAuth } from './signed-request.test-support';

/** The real server, and the hub in front of it. */
let real: RunningHub;
let front: RunningHub;

beforeEach(async () => {
  real = await startHub();
  const running = real;
  onTestFinished(() => running.close());
  front = await startFront({ url: real.url });
});

describe('with a real server behind', () => {
  test('pusher-js and the SDK do what they do, and every step is an entry', async () => {
    const client = front.client({
      authorizer: (channel: { name: string }) => ({
        authorize: (socketId: string, done: (error: null, auth: object) => void) =>
          done(null, channelAuth(socketId, channel.name)),
      }),
    });
    const channel = client.subscribe('private-orders');
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));
    const arrived = new Promise((resolve) => channel.bind('shipped', resolve));
    await front.sdk().trigger('private-orders', 'shipped', { id: 7 });
    expect(await arrived).toEqual({ id: 7 });
    const { recorder } = front;
    const [open] = recorder.of('connection', 'open');
    expect(open?.detail).toMatchObject({
      socketId: client.connection.socket_id,
      forwardedTo: real.url,
      library: expect.stringMatching(/^js \d+\.\d+\.\d+, protocol 7$/),
    });
    expect(recorder.of('subscribe', 'subscribe')).toMatchObject([
      { channel: 'private-orders', connection: open?.connection },
    ]);
    const [publish] = recorder.of('publish');
    expect(publish).toMatchObject({ channel: 'private-orders', event: 'shipped', detail: { forwardedTo: real.url } });
    expect(recorder.of('deliver')).toMatchObject([{ cause: publish?.seq, connection: open?.connection }]);
    const [answer] = recorder.of('http');
    expect(answer).toMatchObject({ cause: publish?.seq, code: 200 });
    expect(answer?.detail?.addedMs).toBeGreaterThanOrEqual(0);
    expect(front.hub.connections()).toMatchObject([
      {
        socketId: client.connection.socket_id,
        channels: ['private-orders'],
        passed: { to: real.url, added: { meanMs: expect.any(Number), mostMs: expect.any(Number) } },
      },
    ]);
    const added = front.hub.connections()[0]?.passed?.added;
    expect(added?.mostMs).toBeGreaterThanOrEqual(added?.meanMs ?? Number.NaN);
    expect(real.hub.connections()).toMatchObject([{ passed: null }]);
    expect(front.hub.channels()).toMatchObject([
      { name: 'private-orders', kind: 'private', subscribers: 1, messages: 1 },
    ]);
    expect(real.hub.connections()).toMatchObject([{ socketId: client.connection.socket_id }]);
  });

  test('presence, client events and leaving pass through', async () => {
    const join = async (user: string) => {
      const client = await (await front.connect()).established();
      const auth = channelAuth(client.socketId, 'presence-room', { user_id: user });
      client.send({ event: 'pusher:subscribe', data: { channel: 'presence-room', ...auth } });
      expect((await client.next()).event).toBe('pusher_internal:subscription_succeeded');
      return client;
    };
    const anna = await join('anna');
    const ben = await join('ben');
    expect((await anna.next()).event).toBe('pusher_internal:member_added');
    expect(front.hub.members(defaultApp.id, 'presence-room').map(({ userId }) => userId)).toEqual(['anna', 'ben']);
    expect(
      front.hub
        .connections()
        .map(({ user }) => user)
        .sort(),
    ).toEqual(['anna', 'ben']);
    ben.send({ event: 'client-typing', channel: 'presence-room', data: {} });
    expect(await anna.next()).toMatchObject({ event: 'client-typing', user_id: 'ben' });
    ben.close();
    expect((await anna.next()).event).toBe('pusher_internal:member_removed');
    expect(front.hub.members(defaultApp.id, 'presence-room').map(({ userId }) => userId)).toEqual(['anna']);
    expect(front.recorder.of('client')).toMatchObject([{ event: 'client-typing', connection: 2 }]);
  });

  test('who signs in is known by what the real server confirmed, and nobody by what it refused', async () => {
    const client = await (await front.connect()).established();
    const claimed = { ...channelAuth(client.socketId, 'presence-room', { user_id: 'root' }), auth: 'your_app_key:00' };
    client.send({ event: 'pusher:subscribe', data: { channel: 'presence-room', ...claimed } });
    expect((await client.next()).event).toBe('pusher:error');
    expect(front.hub.connections()).toMatchObject([{ user: '' }]);
    expect((await client.signIn(userAuth(client.socketId, { id: '42' }))).event).toBe('pusher:signin_success');
    expect(front.hub.connections()).toMatchObject([{ user: '42' }]);
  });

  test('what the real server refuses comes back as it is, and is a refusal here', async () => {
    const wrong = { secret: 'wrong' };
    const direct = await signedSend(
      real.port,
      'POST',
      '/apps/12345/events',
      { name: 'a', channel: 'b', data: '1' },
      {},
      wrong,
    );
    const through = await signedSend(
      front.port,
      'POST',
      '/apps/12345/events',
      { name: 'a', channel: 'b', data: '1' },
      {},
      wrong,
    );
    expect(through.status).toBe(direct.status);
    expect(through.contentType).toBe(direct.contentType);
    const [publish] = front.recorder.of('publish');
    expect(front.recorder.of('refused', 'publish')).toMatchObject([{ code: 401, cause: publish?.seq }]);
  });

  test('batches and questions pass through', async () => {
    const batch = [
      { name: 'one', channel: 'a', data: '1' },
      { name: 'two', channel: 'b', data: '2' },
    ];
    expect(await signedSend(front.port, 'POST', '/apps/12345/batch_events', { batch })).toMatchObject({ status: 200 });
    expect(front.recorder.of('publish').map(({ event, channel }) => [event, channel])).toEqual([
      ['one', 'a'],
      ['two', 'b'],
    ]);
    const channels = await signedSend(front.port, 'GET', '/apps/12345/channels');
    expect(channels).toMatchObject({ status: 200, text: '{"channels":{}}' });
  });

  test('an app that was adopted from a page goes through with its first publish, which tells its id', async () => {
    const other = { ...defaultApp, id: '77', key: 'other_key' };
    real.hub.putApp(other);
    front.hub.putApp({
      ...other,
      id: 'other_key',
      secret: null,
      forward: { url: real.url, authUrl: '', verifyTls: true },
    });
    const learned = new Promise((done) => front.hub.onAppIdLearned((app, id) => done([app.id, id])));
    const { status } = await front.sdk({ appId: '77', key: 'other_key' }).trigger('orders', 'shipped', {});
    expect(status).toBe(200);
    expect(await learned).toEqual(['other_key', '77']);
    expect(real.recorder.of('publish')).toMatchObject([{ app: '77', event: 'shipped' }]);
  });

  test('a change of the target sends pages away to come back', async () => {
    const client = await (await front.connect()).established();
    front.hub.putApp({ ...defaultApp, forward: null });
    expect(await client.closed).toMatchObject({ code: 4200 });
    const back = await (await front.connect()).established();
    expect(front.hub.connections()).toMatchObject([{ socketId: back.socketId }]);
  });

  test('kicked from the screen, a page is told here and gone there', async () => {
    const client = await (await front.connect()).established();
    const [connection] = front.hub.connections();
    front.hub.dismiss(connection?.id ?? 0, { mayReturn: false, reason: 'Kicked' });
    expect(await client.closed).toMatchObject({ code: 4009 });
    await real.recorder.waitFor(({ kind, action }) => kind === 'connection' && action === 'close');
  });
});

describe('on the wire', () => {
  test('every message is the same byte for byte, both ways, and so are the close codes', async () => {
    const heard: string[] = [];
    let server: WebSocket | null = null;
    let head: IncomingMessage | null = null;
    const url = await scripted((socket, request) => {
      server = socket;
      head = request;
      socket.on('message', (text) => heard.push(String(text)));
      socket.send('{ "event" : "pusher:connection_established", "data":"{\\"socket_id\\":\\"1.2\\"}" , "more":[1.0] }');
      socket.send('no JSON at all');
    });
    const hub = await startFront({ url });
    const client = new WebSocket(`ws://127.0.0.1:${hub.port}/prefix/app/${defaultApp.key}?protocol=7&x=%20y`, {
      headers: { origin: 'http://shop.test', 'user-agent': 'Page 1', cookie: 'a=b; c=d' },
    });
    const got: string[] = [];
    client.on('message', (text) => got.push(String(text)));
    const closed = once(client, 'close');
    await once(client, 'open');
    client.send('{"event" :"client-x",  "channel":"private-a","data":{"n":12345678901234567890}}');
    client.send('{{{');
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toEqual(['{"event" :"client-x",  "channel":"private-a","data":{"n":12345678901234567890}}', '{{{']);
    expect((head as unknown as IncomingMessage).url).toBe(`/prefix/app/${defaultApp.key}?protocol=7&x=%20y`);
    expect((head as unknown as IncomingMessage).headers).toMatchObject({
      origin: 'http://shop.test',
      'user-agent': 'Page 1',
      cookie: 'a=b; c=d',
      host: new URL(url).host,
    });
    (server as unknown as WebSocket).close(4100, 'over capacity');
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4100, 'over capacity']);
    expect(got).toEqual([
      '{ "event" : "pusher:connection_established", "data":"{\\"socket_id\\":\\"1.2\\"}" , "more":[1.0] }',
      'no JSON at all',
    ]);
    expect(hub.recorder.of('error').map(({ text, direction }) => [text, direction])).toEqual([
      ['no JSON at all', 'down'],
      ['{{{', 'up'],
    ]);
  });

  test('a page that goes takes its connection to the server along, with its code', async () => {
    const closed = new Promise((resolve) => {
      void scripted((socket) => {
        socket.send('{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}');
        socket.on('close', (code) => resolve(code));
      }).then(async (url) => {
        const hub = await startFront({ url });
        const client = await (await hub.connect()).established();
        client.socket.close(1001);
      });
    });
    expect(await closed).toBe(1001);
  });
});

describe('with the real server away', () => {
  test('pages and app servers see it away, and the timeline says why', async () => {
    const hub = await startFront({ url: 'http://127.0.0.1:1' });
    const client = new RawClient(`ws://127.0.0.1:${hub.port}/app/${defaultApp.key}?protocol=7`);
    await expect(client.opened).rejects.toThrow('Unexpected server response: 502');
    const [open] = hub.recorder.of('refused', 'open');
    expect(open).toMatchObject({ code: 502, detail: { check: 'forward', forwardedTo: 'http://127.0.0.1:1' } });
    expect(open?.detail?.reason).toContain('connection refused (ECONNREFUSED)');
    const answer = await signedSend(hub.port, 'POST', '/apps/12345/events', { name: 'a', channel: 'b', data: '1' });
    expect(answer.status).toBe(502);
    expect(answer.text).toContain('The server behind this app was not reached.');
    expect(hub.recorder.of('refused', 'publish')).toMatchObject([
      { code: 502, cause: hub.recorder.of('publish')[0]?.seq },
    ]);
  });

  test('the screen is told that the hub itself publishes nothing there', () => {
    const draft = { app: defaultApp.id, channel: 'a', event: 'b', data: '1', excludeSocketId: '' };
    expect(front.hub.send(draft)).toMatchObject({ ok: false, problem: { code: 'not-supported' } });
  });
});
