import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { ManualClock } from '../../../hub/clocks.test-support';
import { client } from '.';
import { ioServer, profileOf, socketIo } from './servers.test-support';

const cases = [2, 4].flatMap((version) => ['websocket', 'polling'].map((transport) => [version, transport] as const));

test.each(cases)(
  'Socket.IO %i over %s: found by itself, events both ways, acknowledgements',
  async (version, transport) => {
    const { url, io } = await ioServer(version as 2 | 4);
    const seen: unknown[][] = [];
    let connections = 0;
    io.on('connection', (socket) => {
      connections += 1;
      socket.emit('hello', { id: 7 }, 'and more');
      socket.on('say', (...args: unknown[]) => {
        const reply = args.at(-1);
        seen.push(args.filter((one) => typeof one !== 'function'));
        if (typeof reply === 'function') reply({ ok: true });
      });
    });
    const { desk, start, until, recorder } = await startDesk([socketIo]);
    await start(profileOf(url, { transport, channels: 'none' }));
    const state = await until('io', ({ received, phase }) => phase === 'connected' && received === 1);
    expect(state.facts).toContainEqual({ name: 'engine', value: `Engine.IO ${version === 2 ? 3 : 4}` });
    expect(recorder.of('deliver')[0]).toMatchObject({ event: 'hello', text: '42["hello",{"id":7},"and more"]' });
    const sent = await desk.send({ profile: 'io', values: { event: 'say', data: '{"n":1}', wantsAck: true } });
    expect(sent.words).toMatch(/^Acknowledged after .* ms: \[\{"ok":true\}\]$/);
    await desk.send({ profile: 'io', values: { event: 'say', data: '[1,"two"]', isList: true, wantsAck: true } });
    await desk.send({ profile: 'io', values: { event: 'say', data: 'plain text', wantsAck: true } });
    expect(seen).toEqual([[{ n: 1 }], [1, 'two'], ['plain text']]);
    // A `40` that is sent to an old server makes a second socket.
    expect(connections).toBe(1);
    const frames = recorder.of('client').map(({ text }) => text);
    expect(frames[0]).toBe('420["say",{"n":1}]');
    expect(client.form.supports.send).toBe(true);
  },
);

test('namespaces, auth data of the connection, and what a middleware refuses', async () => {
  const { url, io } = await ioServer(4);
  io.of('/admin').use((socket, next) =>
    socket.handshake.auth.token === 'let me in' ? next() : next(new Error('no such token')),
  );
  io.of('/admin').on('connection', (socket) => socket.emit('inside', 1));
  const { start, until, recorder } = await startDesk([socketIo]);
  const fields = { namespaces: '/admin', channels: 'none' };
  await start(profileOf(url, fields, { secrets: { auth: '{"token":"let me in"}' } }));
  await until('io', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]).toMatchObject({ event: 'inside', channel: '/admin' });
  expect(JSON.stringify(recorder.of('ping').map(({ body }) => Buffer.from(body ?? []).toString()))).not.toContain(
    'let me in',
  );
  await start({ ...profileOf(url, fields, { secrets: { auth: '{"token":"wrong"}' } }), id: 'io' });
  const { problem } = await until('io', ({ phase }) => phase === 'failed');
  expect(problem).toMatchObject({
    message: 'The server refused the namespace /admin: no such token',
    hint: expect.stringContaining('middleware'),
  });
  await start({ ...profileOf(url, { namespaces: '/\n/nowhere', channels: 'none' }), id: 'io' });
  const half = await until('io', (state) => state.phase === 'connected' && state.problem !== null);
  expect(half.problem?.message).toContain('/nowhere: Invalid namespace');
});

test('a server of 4 alone says in words that it does not speak Engine.IO 3', async () => {
  const { url } = await ioServer(4);
  const { start, until } = await startDesk([socketIo]);
  await start(profileOf(url, { version: '3', transport: 'polling' }));
  const { problem } = await until('io', ({ phase }) => phase === 'failed');
  expect(problem).toMatchObject({
    message: expect.stringContaining('Unsupported protocol version'),
    hint: expect.stringContaining('Engine.IO 4 alone'),
  });
  await start({ ...profileOf(url, { version: '3', transport: 'websocket' }), id: 'io' });
  const broken = await until('io', (state) => state.phase === 'waiting' || state.phase === 'failed');
  expect(broken.problem?.hint).toMatch(/Engine\.IO/);
});

test.each([2, 4] as const)('heartbeats of Socket.IO %i keep it alive, and silence ends it', async (version) => {
  const { url } = await ioServer(version, { pingInterval: 40, pingTimeout: 2_000 });
  const { start, until, recorder } = await startDesk([socketIo]);
  await start(profileOf(url));
  await until('io', ({ phase }) => phase === 'connected');
  const isOurs = version === 2;
  await recorder.waitFor(({ event, direction }) => event === 'ping' && direction === (isOurs ? 'up' : 'down'));
  await recorder.waitFor(({ event, direction }) => event === 'pong' && direction === (isOurs ? 'down' : 'up'));
  const clock = new ManualClock();
  const other = await startDesk([socketIo], { clock });
  await other.start(profileOf(url, { version: version === 2 ? '3' : '4' }));
  await other.until('io', ({ phase }) => phase === 'connected');
  clock.advance(2_040);
  const { problem } = await other.until('io', ({ phase }) => phase === 'waiting');
  expect(problem?.message).toBe('Nothing came from the server for 2.04 s.');
});

test('the server disconnects the socket: not again by itself; the connection breaks: again, and a Gap', async () => {
  const { url, io } = await ioServer(4);
  let count = 0;
  io.on('connection', (socket) => {
    count += 1;
    if (count === 1) socket.conn.close();
    if (count === 2) socket.disconnect();
  });
  const clock = new ManualClock();
  const { start, until, recorder } = await startDesk([socketIo], { clock });
  await start(profileOf(url));
  await until('io', ({ phase }) => phase === 'waiting');
  clock.advance(5_000);
  const { problem, advice } = await until('io', ({ phase }) => phase === 'failed');
  expect(problem?.message).toBe('The server disconnected this socket.');
  expect(advice).toContain('does not come back');
  expect(recorder.of('gap')).toHaveLength(1);
  expect(recorder.of('connection', 'close')).toHaveLength(2);
});

test('binary parts, and no acknowledgement where the server gives none', async () => {
  const clock = new ManualClock();
  const { url, io } = await ioServer(4);
  io.on('connection', (socket) => socket.emit('file', Buffer.from([1, 2, 3]), 'name'));
  const { desk, start, until, recorder } = await startDesk([socketIo], { clock });
  await start(profileOf(url, { channels: 'none' }));
  await until('io', ({ received, phase }) => phase === 'connected' && received === 2);
  expect(recorder.of('deliver').map(({ event }) => event)).toEqual(['file', 'binary']);
  const sending = desk.send({ profile: 'io', values: { event: 'nobody hears', wantsAck: true } });
  await recorder.waitFor(({ event }) => event === 'nobody hears');
  clock.advance(10_000);
  expect((await sending).words).toContain('No acknowledgement within 10 s');
  await expect(desk.send({ profile: 'io', values: { event: '', data: '' } })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(desk.send({ profile: 'io', values: { event: 'a', data: '{', isList: true } })).rejects.toMatchObject({
    code: 'bad-input',
  });
});

test('wrong path, nothing there, and an address of the command line', async () => {
  const { url } = await ioServer(4);
  const { start, until } = await startDesk([socketIo]);
  await start(profileOf(url, { path: '/elsewhere/', transport: 'polling' }));
  const broken = await until('io', ({ phase }) => phase === 'failed' || phase === 'waiting');
  expect(broken.problem?.hint).toContain('No Socket.IO answers at this path');
  await start({ ...profileOf('http://127.0.0.1:1'), id: 'io' });
  const { problem } = await until('io', (state) => state.problem?.message.includes('connection refused') === true);
  expect(problem?.code).toBe('unreachable');
  expect(client.parse(new URL('socket.io+http://127.0.0.1:6001/ws/?channel=orders&token=x'))).toEqual({
    name: 'Socket.IO 127.0.0.1:6001',
    protocol: 'socketio',
    fields: { url: 'http://127.0.0.1:6001', path: '/ws/', query: 'token=x', channels: 'echo' },
    channels: ['orders'],
  });
});
