import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ManualClock } from '../../hub/clocks.test-support';
import { describeCodec } from '../suites/codec.suite';
import { createSocketIo } from '.';
import { heard, startSocketIo } from './running-socketio.test-support';

const transports = [['websocket'], ['polling'], ['polling', 'websocket']] as const;
const every = ([2, 4] as const).flatMap((version) => transports.map((way) => [version, way] as const));

describe.each(every)('the client of Socket.IO %i, by %j', (version, way) => {
  const options = { transports: way };

  test('joins, hears what others of its namespace say, and leaves', async () => {
    const { client, recorder, hub } = await startSocketIo();
    const [anna, ben] = [await client(version, options), await client(version, options)];
    const got = heard(ben, 'chat', 'bytes');
    anna.emit('chat', { text: '你好 "x" \\ \u2028' }, 12, null);
    anna.emit('bytes', Buffer.from([0, 255, 4]), { nested: Buffer.from([7]) });
    await expect.poll(() => got.length).toBe(2);
    expect(got[0]).toEqual(['chat', { text: '你好 "x" \\ \u2028' }, 12, null]);
    const [, first, second] = got[1] as [string, Uint8Array, { nested: Uint8Array }];
    expect([...new Uint8Array(first)]).toEqual([0, 255, 4]);
    expect([...new Uint8Array(second.nested)]).toEqual([7]);
    expect(hub.connections().map(({ socketId }) => socketId)).toEqual([anna.id, ben.id]);
    anna.disconnect();
    await recorder.waitFor(({ action }) => action === 'close');
    expect(recorder.of('client')[0]).toMatchObject({ channel: '/', event: 'chat', matched: 2, excluded: 1 });
  });

  test('many messages come whole and in order, the other way round as well', async () => {
    const { client } = await startSocketIo();
    const [anna, ben] = [await client(version, options), await client(version, options)];
    const got = heard(ben, 'n');
    const back = heard(anna, 'm');
    for (let index = 0; index < 300; index += 1) {
      anna.emit('n', index, 'x'.repeat(500));
      ben.emit('m', index);
    }
    await expect.poll(() => [got.length, back.length], { timeout: 5_000 }).toEqual([300, 300]);
    expect(got.map(([, index]) => index)).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(back.map(([, index]) => index)).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  test('namespaces are told apart, and an acknowledgement always comes', async () => {
    const { client, hub } = await startSocketIo();
    const [anna, ben] = [await client(version, options, '/admin'), await client(version, options, '/admin')];
    const other = await client(version, options);
    const [got, elsewhere] = [heard(ben, 'note'), heard(other, 'note')];
    const answer = await new Promise<unknown[]>((done) => {
      anna.emit('note', 'x', (...args: unknown[]) => done(args));
    });
    expect(answer).toEqual([]);
    await expect.poll(() => got).toEqual([['note', 'x']]);
    expect(elsewhere).toEqual([]);
    expect(hub.channels().map(({ name, subscribers }) => [name, subscribers])).toEqual(
      version === 2
        ? [
            ['/', 3],
            ['/admin', 2],
          ]
        : [
            ['/admin', 2],
            ['/', 1],
          ],
    );
  });
});

test('the two ages of the protocol hear each other, bytes and all', async () => {
  const { client } = await startSocketIo();
  const [old, young] = [await client(2), await client(4)];
  const [gotOld, gotYoung] = [heard(old, 'e'), heard(young, 'e')];
  old.emit('e', Buffer.from([1, 2]));
  await expect.poll(() => gotYoung.length).toBe(1);
  young.emit('e', Buffer.from([3, 4]));
  await expect.poll(() => gotOld.length).toBe(1);
  expect([...new Uint8Array(gotYoung[0]?.[1] as ArrayBuffer)]).toEqual([1, 2]);
  expect([...new Uint8Array(gotOld[0]?.[1] as ArrayBuffer)]).toEqual([3, 4]);
});

test.each([
  ['others', [], ['x']],
  ['all', ['x'], ['x']],
  ['echo', ['x'], []],
  ['nobody', [], []],
] as const)('an event goes to %s', async (mode, own, other) => {
  const { client } = await startSocketIo({ mode });
  const [anna, ben] = [await client(4), await client(4)];
  const [mine, theirs] = [heard(anna, 'e'), heard(ben, 'e')];
  // An answer to each of them comes after what they got before.
  await new Promise((done) => anna.emit('e', 'x', done));
  await new Promise((done) => ben.emit('later', done));
  expect(mine.map(([, value]) => value)).toEqual(own);
  expect(theirs.map(([, value]) => value)).toEqual(other);
});

describe('the heartbeat', () => {
  test('with protocol 4 the hub pings, and a client that does not answer is closed', async () => {
    const clock = new ManualClock();
    const { client, recorder, hub } = await startSocketIo({}, { clock });
    await client(4, { transports: ['websocket'] });
    const silent = new WebSocket(
      `${hub.state().listeners[0]?.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
    );
    await new Promise((done) => silent.once('message', done));
    silent.send('40');
    await recorder.waitFor(({ action, connection }) => action === 'subscribe' && connection === 2);
    clock.advance(25_000);
    await recorder.waitFor(({ event, direction }) => event === 'pong' && direction === 'up');
    clock.advance(21_000);
    const close = await recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ connection: 2, detail: { reason: 'ping timeout' } });
  });

  test('with protocol 3 the client does, and is answered', async () => {
    const { recorder, hub } = await startSocketIo();
    const url = hub.state().listeners[0]?.url.replace('http', 'ws');
    const raw = new WebSocket(`${url}/socket.io/?EIO=3&transport=websocket`);
    const texts: string[] = [];
    raw.on('message', (data) => texts.push(String(data)));
    await expect.poll(() => texts.length).toBe(2);
    expect(texts[0]).toMatch(/^0\{"sid":"[\w-]{20}","upgrades":\[\],"pingInterval":25000,"pingTimeout":20000\}$/);
    expect(texts[1]).toBe('40');
    raw.send('2');
    await expect.poll(() => texts[2]).toBe('3');
    expect(recorder.of('ping', 'heartbeat').map(({ event }) => event)).toEqual(['ping', 'pong']);
    raw.terminate();
  });

  test('a client that joins nothing is closed, with protocol 4', async () => {
    const clock = new ManualClock();
    const { recorder, hub } = await startSocketIo({}, { clock });
    const url = hub.state().listeners[0]?.url.replace('http', 'ws');
    const raw = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`);
    raw.on('message', (data) => String(data) === '2' && raw.send('3'));
    await recorder.waitFor(({ action }) => action === 'open');
    clock.advance(25_000);
    await recorder.waitFor(({ event }) => event === 'pong');
    clock.advance(21_000);
    expect((await recorder.waitFor(({ action }) => action === 'close')).detail?.reason).toContain('namespace');
  });
});

describe('what is no Socket.IO', () => {
  test.each([
    ['GET', '?EIO=4', 0, 'Transport unknown'],
    ['GET', '?EIO=9&transport=polling', 5, 'Unsupported protocol version'],
    ['GET', '?EIO=4&transport=polling&sid=nobody', 1, 'Session ID unknown'],
    ['POST', '?EIO=4&transport=polling', 2, 'Bad handshake method'],
  ])('%s %s is refused with code %i', async (method, query, code, message) => {
    const { url, recorder } = await startSocketIo();
    const answer = await fetch(`${url}/socket.io/${query}`, { method });
    expect([answer.status, await answer.json()]).toEqual([400, { code, message }]);
    expect(recorder.of('refused', 'request')[0]).toMatchObject({ protocol: 'socketio', code: 400 });
  });

  test.each(['x', '4', '49', '42["e"]', '451-["e",{"_placeholder":true,"num":0}]', '400-'])(
    'the text %j ends its own connection at most',
    async (text) => {
      const { url, client, recorder } = await startSocketIo();
      const good = await client(4);
      const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      await new Promise((done) => raw.once('open', done));
      raw.send(text);
      raw.send(Buffer.from([1]));
      await recorder.waitFor(({ kind, connection }) => kind === 'error' && connection === 2);
      await new Promise((done) => good.emit('still here', done));
      raw.terminate();
      const mistakes = recorder.entries.filter(({ detail }) => String(detail?.hint).includes('mistake in the hub'));
      expect(mistakes).toEqual([]);
    },
  );

  test('a page of any origin may poll', async () => {
    const { url } = await startSocketIo();
    const origin = 'http://shop.test';
    const answer = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const asked = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { method: 'OPTIONS', headers: { origin } });
    expect(asked.status).toBe(204);
  });
});

test('what is set while it runs holds for the next event, and a client keeps the heartbeat it was told', async () => {
  const clock = new ManualClock();
  const running = await startSocketIo({ pingIntervalMs: 5_000, pingTimeoutMs: 5_000 }, { clock });
  const old = await running.client(4);
  const got = heard(old, 'e');
  running.change({ mode: 'echo', pingIntervalMs: 60_000 });
  old.emit('e', 1);
  await expect.poll(() => got).toEqual([['e', 1]]);
  const young = await running.client(4);
  const interval = (body: Uint8Array | undefined) =>
    JSON.parse(
      Buffer.from(body ?? [])
        .toString()
        .slice(1),
    ).pingInterval;
  expect(running.recorder.of('connection', 'open').map(({ body }) => interval(body))).toEqual([5_000, 60_000]);
  clock.advance(6_000);
  await expect.poll(() => running.recorder.of('ping', 'heartbeat').map(({ connection }) => connection)).toEqual([1, 1]);
  expect([old.connected, young.connected]).toEqual([true, true]);
});

test('the end of the hub is the end of every connection', async () => {
  const { hub, client, recorder } = await startSocketIo();
  const sockets = [await client(4, { transports: ['polling'] }), await client(2)];
  const gone = sockets.map((socket) => new Promise((done) => socket.on('disconnect', done)));
  await hub.close();
  await Promise.all(gone);
  expect(recorder.of('connection', 'close')).toHaveLength(2);
});

describe('the codec', () => {
  describeCodec(createSocketIo(), ['42["e","c",{"a":1}]', '42["e","c",null]']);
});
