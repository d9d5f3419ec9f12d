import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, send } from './signed-request.test-support';

let running: RunningHub;
afterEach(() => running.close());

/** Numbers are those of the black-box cases of the Pusher reference. */
describe('opening a connection', () => {
  test('1: the first frame is connection_established, data in a string, with a socket id and a timeout', async () => {
    running = await startHub();
    const client = await running.connect();
    const frame = await client.next();
    expect(frame.event).toBe('pusher:connection_established');
    const data = JSON.parse(frame.data as string) as { socket_id: string; activity_timeout: number };
    expect(data.socket_id).toMatch(/^\d+\.\d+$/);
    expect(data.activity_timeout).toBe(120);
    expect(running.recorder.of('connection', 'open')[0]).toMatchObject({
      connection: 1,
      app: '12345',
      detail: {
        socketId: data.socket_id,
        library: 'js 8.6.0, protocol 7',
        remoteAddress: '127.0.0.1',
        listener: running.url,
      },
    });
    expect(running.recorder.of('connection', 'open')[0]?.text).toBe(client.texts[0]);
  });

  test('2 and 6: a missing or old protocol version is let in, and noted', async () => {
    running = await startHub();
    await (await running.connect('')).established();
    await (await running.connect('?protocol=2')).established();
    const [bare, old] = running.recorder.of('connection', 'open');
    expect(bare?.detail?.note).toContain('No protocol version');
    expect(old?.detail?.note).toContain('Protocol version 2 is not supported');
  });

  test.each(['8', '3', 'abc', '-1', '7.0'])('6: protocol %s is let in, and noted', async (protocol) => {
    running = await startHub();
    await (await running.connect(`?protocol=${protocol}`)).established();
    const note = `Protocol version ${protocol} is not supported`;
    expect(running.recorder.of('connection', 'open')[0]).toMatchObject({
      summary: expect.stringContaining(note),
      detail: { note: expect.stringContaining(note), library: `protocol ${protocol}` },
    });
  });

  test('any other query is let in; a key may be escaped, a subprotocol is accepted', async () => {
    running = await startHub();
    const url = `ws://127.0.0.1:${running.port}/app/your%5Fapp_key?x=%zz&&protocol=7&protocol=7&client=a%20b`;
    const client = await new RawClient(url, {}, ['pusher', 'other']).established();
    expect(client.socketId).not.toBe('');
    expect(client.socket.protocol).toBe('pusher');
    expect(running.recorder.of('connection', 'open')[0]?.detail?.library).toBe('a b, protocol 7');
    client.close();
  });

  test('3: two connections have different socket ids', async () => {
    running = await startHub();
    const [one, two] = [await (await running.connect()).established(), await (await running.connect()).established()];
    expect(one.socketId).not.toBe(two.socketId);
  });

  test('4: an unknown key gets its handshake, then error 4001 and close 4001', async () => {
    running = await startHub();
    const client = await running.connect('', 'nobody');
    const frame = await client.next();
    expect(frame).toMatchObject({ event: 'pusher:error', data: { code: 4001 } });
    expect(await client.closed).toMatchObject({ code: 4001, reason: 'There is no app with the key nobody here.' });
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({
      code: 4001,
      detail: { check: 'key', received: 'nobody', hint: expect.stringContaining('your_app_key') },
    });
    expect(running.recorder.of('connection')).toEqual([]);
    expect(running.hub.state().connections).toBe(0);
  });

  test.each(['undefined', 'null'])(
    'a page built without its key asks for %s and is told what was not set',
    async (key) => {
      running = await startHub();
      const client = await running.connect('', key);
      await client.closed;
      expect(running.recorder.of('refused', 'open')[0]?.detail?.hint).toContain('VITE_PUSHER_APP_KEY');
    },
  );

  test('a page that was given the secret for its key is refused without putting the secret on record', async () => {
    running = await startHub();
    await (await running.connect('', defaultApp.secret)).closed;
    expect(running.recorder.of('refused', 'open')).toHaveLength(1);
    expect(JSON.stringify(running.recorder.entries)).not.toContain(defaultApp.secret);
  });

  test('5: an empty key and a slash after the key are 404', async () => {
    running = await startHub();
    for (const path of ['/app/', '/app/?protocol=7', `/app/${defaultApp.key}/`]) {
      const client = new RawClient(`ws://127.0.0.1:${running.port}${path}`);
      await expect(client.opened).rejects.toThrow('404');
    }
    const entries = running.recorder.of('refused', 'open');
    expect(entries.map(({ code }) => code)).toEqual([404, 404, 404]);
    expect(entries[0]?.detail?.hint).toContain('VITE_PUSHER_APP_KEY');
  });

  test('8: above its capacity the app refuses with 4100', async () => {
    running = await startHub({ apps: [{ ...defaultApp, capacity: 1 }] });
    await (await running.connect()).established();
    const second = await running.connect();
    expect(await second.next()).toMatchObject({ event: 'pusher:error', data: { code: 4100 } });
    expect((await second.closed).code).toBe(4100);
  });

  test('9: a page of another host is refused with 4009; hosts are compared, not schemes', async () => {
    running = await startHub({ apps: [{ ...defaultApp, allowedOrigins: ['app.test'] }] });
    const url = `ws://127.0.0.1:${running.port}/app/${defaultApp.key}`;
    const stranger = new RawClient(url, { origin: 'https://evil.test' });
    expect(await stranger.next()).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
    expect((await stranger.closed).code).toBe(4009);
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({
      detail: { check: 'origin', origin: 'https://evil.test', hint: expect.stringContaining('app.test') },
    });
    const own = await new RawClient(url, { origin: 'https://app.test:8443' }).established();
    expect(own.socketId).not.toBe('');
    own.close();
  });

  test('a path before /app (wsPath) is served as well', async () => {
    running = await startHub();
    const client = await new RawClient(`ws://127.0.0.1:${running.port}/prefix/app/${defaultApp.key}`).established();
    expect(client.socketId).not.toBe('');
    client.close();
  });

  test('an HTTP fallback of pusher-js is told to upgrade', async () => {
    running = await startHub();
    const answer = await send(running.port, 'POST', `/app/${defaultApp.key}/12/abcdefgh/xhr_streaming?protocol=7`);
    expect(answer.status).toBe(426);
    expect(answer.text).toContain('WebSocket');
  });
});

describe('a living connection', () => {
  test('10: pusher:ping is answered, and both are heartbeats of the timeline', async () => {
    running = await startHub();
    const client = await (await running.connect()).established();
    client.send({ event: 'pusher:ping', data: {} });
    expect(await client.next()).toEqual({ event: 'pusher:pong', data: {} });
    const [ping, pong] = running.recorder.of('ping', 'heartbeat');
    expect(ping).toMatchObject({ direction: 'up', event: 'pusher:ping' });
    expect(pong).toMatchObject({ direction: 'down', event: 'pusher:pong', cause: ping?.seq });
  });

  test('11: a ping of the WebSocket itself gets its pong with the same bytes', async () => {
    running = await startHub();
    const client = await (await running.connect()).established();
    const pong = new Promise<Buffer>((resolve) => client.socket.once('pong', resolve));
    client.socket.ping('are you there');
    expect((await pong).toString()).toBe('are you there');
  });

  test('12 and 13: silence is pinged; an answer keeps the connection, none ends it with 4201', async () => {
    const clock = new ManualClock();
    running = await startHub({ clock });
    const client = await (await running.connect()).established();
    clock.advance(120_000);
    expect((await client.next()).event).toBe('pusher:ping');
    client.send({ event: 'pusher:pong', data: {} });
    expect(await client.flush()).toEqual([]);
    clock.advance(119_000);
    expect(await client.flush()).toEqual([]);
    clock.advance(120_000);
    expect((await client.next()).event).toBe('pusher:ping');
    clock.advance(30_000);
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4201 } });
    expect(await client.closed).toEqual({ code: 4201, reason: 'Pong reply not received in time' });
  });

  test('12: a ping of the WebSocket itself is a sign of life as well', async () => {
    const clock = new ManualClock();
    running = await startHub({ clock });
    const client = await (await running.connect()).established();
    clock.advance(119_000);
    client.socket.ping();
    await running.recorder.waitFor(({ event }) => event === 'WebSocket pong');
    clock.advance(119_000);
    expect(client.frames).toEqual([]);
    expect(running.recorder.entries.filter(({ event }) => event === 'pusher:ping')).toEqual([]);
    clock.advance(1_000);
    expect((await client.next()).event).toBe('pusher:ping');
  });

  test('14: a hub that ends says so with 4200, to every connection, and pusher-js comes back by itself', async () => {
    running = await startHub();
    const clients = [await (await running.connect()).established(), await (await running.connect()).established()];
    await running.hub.close();
    for (const client of clients) {
      expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4200 } });
      expect((await client.closed).code).toBe(4200);
    }
    expect(running.recorder.of('connection', 'close').map(({ code, direction }) => [code, direction])).toEqual([
      [4200, 'down'],
      [4200, 'down'],
    ]);
  });

  test('15: a close by the client is recorded with its code, and its channels are left', async () => {
    running = await startHub();
    const client = await (await running.connect()).established();
    await client.subscribe('orders');
    client.socket.close(1000, 'done');
    await client.closed;
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ code: 1000, direction: 'up', detail: { reason: 'done', unsentBytes: 0 } });
    expect(close.detail?.lastWrittenSeq).toBe(running.recorder.of('ping', 'chatter')[0]?.seq);
    expect(running.hub.channels()[0]).toMatchObject({ name: 'orders', subscribers: 0 });
    expect(running.hub.connections()).toEqual([]);
  });

  test('46: a socket that is killed leaves its presence channel', async () => {
    running = await startHub();
    const stays = await (await running.connect()).established();
    await stays.subscribe('presence-room', channelAuth(stays.socketId, 'presence-room', { user_id: '1' }));
    const dies = await (await running.connect()).established();
    await dies.subscribe('presence-room', channelAuth(dies.socketId, 'presence-room', { user_id: '2' }));
    expect((await stays.next()).event).toBe('pusher_internal:member_added');
    dies.socket.terminate();
    expect(await stays.next()).toEqual({
      event: 'pusher_internal:member_removed',
      channel: 'presence-room',
      data: '{"user_id":"2"}',
    });
    const leave = running.recorder.of('presence', 'leave')[0];
    expect(leave?.cause).toBe(running.recorder.of('connection', 'close')[0]?.seq);
    expect(running.recorder.of('connection', 'close')[0]).toMatchObject({ code: 1006 });
  });

  test('26: a subscription that arrives with the handshake is served after it', async () => {
    running = await startHub();
    const socket = connect(running.port, '127.0.0.1');
    const frame = Buffer.from('{"event":"pusher:subscribe","data":{"channel":"c"}}');
    const head = [
      `GET /app/${defaultApp.key} HTTP/1.1`,
      'Host: hub',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    // One write: the frame is masked with zeros, so its bytes stay readable.
    const masked = Buffer.concat([Buffer.from([0x81, 0x80 | frame.length, 0, 0, 0, 0]), frame]);
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), masked]));
    let received = '';
    await new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
        if (received.includes('subscription_succeeded')) {
          resolve();
        }
      });
    });
    expect(received.indexOf('connection_established')).toBeLessThan(received.indexOf('subscription_succeeded'));
    socket.destroy();
  });
});
