import { expect, test } from 'vitest';
import type { EntryBody } from '../../../contract/entry';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RecordedEntry } from '../../hub/memory-recorder.test-support';
import { accept, handServer, profileOf, socketServer, webSocket } from './web-socket-server.test-support';

function explained(entry: RecordedEntry) {
  const row = { code: null, channel: '', event: '', ...entry } as unknown as EntryBody['row'];
  const rawBase64 = Buffer.from(entry.body ?? []).toString('base64');
  const detail = JSON.parse(JSON.stringify(entry.detail ?? null)) as EntryBody['detail'];
  return webSocket.codec.explain({ row, detail, rawBase64, isText: true });
}

test('sends and receives text, JSON and bytes, with headers, origin and subprotocol as the profile has them', async () => {
  const seen: Record<string, unknown> = {};
  const url = await socketServer(
    (socket, { headers }) => {
      Object.assign(seen, headers);
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    },
    { handleProtocols: () => 'chat' },
  );
  const { desk, until, recorder, start } = await startDesk([webSocket]);
  const secrets = { headers: 'Cookie: PHPSESSID=abcdef12\nX-One: 1' };
  await start({ ...profileOf(url, { subprotocols: 'chat, other' }), secrets });
  await until('ws', ({ phase }) => phase === 'connected');
  expect(seen).toMatchObject({
    cookie: 'PHPSESSID=abcdef12',
    'x-one': '1',
    'sec-websocket-protocol': 'chat,other',
    origin: url.replace('ws', 'http'),
  });
  await desk.send({ profile: 'ws', values: { as: 'text', data: 'hello' } });
  await desk.send({ profile: 'ws', values: { as: 'json', data: '{"type":"made","id":1}' } });
  await desk.send({ profile: 'ws', values: { as: 'hex', data: 'de ad 0xbe\nef' } });
  const state = await until('ws', ({ received }) => received === 3);
  expect(state).toMatchObject({ sent: 3, problem: null });
  expect(recorder.of('client').map(({ event, text }) => [event, text])).toEqual([
    ['message', 'hello'],
    ['made', '{"type":"made","id":1}'],
    ['binary', Buffer.from('deadbeef', 'hex').toString()],
  ]);
  expect(recorder.of('deliver').map(({ event, detail }) => [event, detail?.frame])).toEqual([
    ['message', 'text'],
    ['made', 'text'],
    ['binary', 'binary'],
  ]);
  for (const [as, data] of [
    ['json', '{'],
    ['hex', 'abc'],
    ['hex', 'zz'],
  ] as const) {
    await expect(desk.send({ profile: 'ws', values: { as, data } })).rejects.toMatchObject({ code: 'bad-input' });
  }
});

test('tells the size on the wire of compressed messages, over several that share a context', async () => {
  const text = JSON.stringify({ event: 'made', text: 'again and '.repeat(200) });
  const url = await socketServer(
    (socket) => {
      for (let i = 0; i < 3; i += 1) socket.send(text);
    },
    { perMessageDeflate: { threshold: 0 } },
  );
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const state = await until('ws', ({ received }) => received === 3);
  const details = recorder.of('deliver').map(({ detail }) => detail as { wireBytes: number; isDeflated: boolean });
  expect(details.every(({ isDeflated }) => isDeflated)).toBe(true);
  expect(details[0]?.wireBytes).toBeLessThan(200);
  expect(details[1]?.wireBytes).toBeLessThan(details[0]?.wireBytes ?? 0);
  expect(state.facts.map(({ name }) => name)).toContain('extensions');
  expect(JSON.stringify(explained(recorder.of('deliver')[0] as RecordedEntry).sections)).toContain('% less');
  await start({ ...profileOf(url, { deflate: false }), id: 'ws' });
  await until('ws', ({ received, facts }) => received === 6 && facts.every(({ name }) => name !== 'extensions'));
  expect(recorder.of('deliver').at(-1)?.detail).toMatchObject({ isDeflated: false, wireBytes: text.length + 4 });
});

test('a message in pieces with a ping between them is one entry and a ping that was answered', async () => {
  const url = await handServer(
    accept('', (socket) => {
      const frame = (first: number, text: string) =>
        Buffer.concat([Buffer.from([first, text.length]), Buffer.from(text)]);
      socket.write(Buffer.concat([frame(0x01, 'in '), frame(0x89, 'hi'), frame(0x80, 'pieces')]));
    }),
  );
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  await until('ws', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]).toMatchObject({ text: 'in pieces', detail: { frames: 2, wireBytes: 13 } });
  expect(recorder.of('ping').map(({ direction, event, text }) => [direction, event, text])).toEqual([
    ['down', 'ping', 'hi'],
    ['up', 'pong', 'hi'],
  ]);
});

test('HTTP in the stream after 101 is no WebSocket frame: closed with 1002 by us', async () => {
  const url = await handServer(accept('', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const { problem } = await until('ws', ({ phase }) => phase === 'waiting');
  expect(problem?.message).toContain('no WebSocket frame');
  expect(recorder.of('connection', 'close')[0]).toMatchObject({ code: 1002, direction: 'up' });
});

test('a message over the bound is not taken, and the connection ends with 1009', async () => {
  const url = await handServer(accept('', (socket) => socket.write(Buffer.from([0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0]))));
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(url));
  const { problem } = await until('ws', ({ phase }) => phase === 'waiting');
  expect(problem?.message).toMatch(/1009.*larger than 16,777,216 bytes/);
});

test.each([
  [1000, 'normal closure', 'waiting'],
  [1001, 'going away', 'waiting'],
  [1002, 'broken WebSocket frame', 'waiting'],
  [1003, 'unsupported data', 'waiting'],
  [1007, 'not valid UTF-8', 'waiting'],
  [1008, 'policy', 'waiting'],
  [1009, 'larger than', 'waiting'],
  [1010, 'extension is missing', 'failed'],
  [1011, 'internal error', 'waiting'],
  [1012, 'restart', 'waiting'],
  [1013, 'try again later', 'waiting'],
  [1014, 'bad gateway', 'waiting'],
  [3000, 'unauthorized', 'waiting'],
  [4001, 'of the application', 'waiting'],
  [4401, 'of the application', 'waiting'],
] as const)('close code %i is told in words', async (code, words, phase) => {
  const url = await socketServer((socket) => socket.close(code, 'bye'));
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const { problem } = await until('ws', (state) => state.phase === phase);
  expect(problem?.message).toContain(words);
  const close = recorder.of('connection', 'close')[0] as RecordedEntry;
  expect(close).toMatchObject({ code, direction: 'down', detail: { reason: 'bye' } });
  expect(JSON.stringify(explained(close).sections)).toContain('the server');
});

test('a close frame without a code is 1005, which is said to be never sent', async () => {
  const url = await socketServer((socket) => socket.close());
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const { problem } = await until('ws', ({ phase }) => phase === 'waiting');
  expect(problem).toMatchObject({
    message: expect.stringContaining('1005'),
    hint: expect.stringContaining('never sent'),
  });
  expect(recorder.of('connection', 'close')[0]).toMatchObject({ code: 1005 });
});

test('a code of the protocol on top is told by that protocol, which also says whether to come back', async () => {
  const url = await socketServer((socket) => socket.close(4403, 'Forbidden'), {
    handleProtocols: () => 'graphql-transport-ws',
  });
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(url, { subprotocols: 'graphql-transport-ws' }));
  const { problem } = await until('ws', ({ phase }) => phase === 'failed');
  expect(problem?.message).toContain('4403 (forbidden)');
});

test('what was missed while it was lost is a Gap; a socket torn off is 1006', async () => {
  const clock = new ManualClock();
  let count = 0;
  const url = await socketServer((socket) => {
    count += 1;
    if (count === 1) socket.terminate();
  });
  const { start, until, recorder } = await startDesk([webSocket], { clock });
  await start(profileOf(url));
  await until('ws', ({ phase }) => phase === 'waiting');
  expect(recorder.of('connection', 'close')[0]).toMatchObject({ code: 1006 });
  clock.advance(60_000);
  await until('ws', ({ phase }) => phase === 'connected');
  expect(recorder.of('gap')[0]?.detail).toMatchObject({
    reason: expect.stringContaining('What the server sent meanwhile'),
  });
});

test('pings by hand and by itself; a server that answers none is taken for lost', async () => {
  const clock = new ManualClock();
  const answers = { isOn: true };
  const url = await socketServer(
    (socket) => socket.on('ping', (data) => (answers.isOn ? socket.pong(data) : undefined)),
    { autoPong: false },
  );
  const { desk, start, until, recorder } = await startDesk([webSocket], { clock });
  await start(profileOf(url, { pingSeconds: 20 }));
  await until('ws', ({ phase }) => phase === 'connected');
  await desk.send({ profile: 'ws', values: { as: 'ping', data: 'there?' } });
  const pong = await recorder.waitFor(({ event }) => event === 'pong');
  expect(pong).toMatchObject({ text: 'there?', cause: 2, direction: 'down' });
  clock.advance(20_000);
  await recorder.waitFor(({ event, text }) => event === 'pong' && text === 'hubbub 1');
  answers.isOn = false;
  clock.advance(40_000);
  const state = await until('ws', ({ phase }) => phase === 'waiting');
  expect(state.problem?.message).toContain('has not answered a ping');
});

test('what is spoken on top is decoded, and the choice of the profile wins', async () => {
  const url = await socketServer((socket) => {
    socket.send('{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}');
    socket.send('{"event":"made","channel":"orders","data":"{\\"id\\":7}"}');
  });
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const state = await until('ws', ({ received }) => received === 1);
  expect(state.facts[0]?.value).toContain('Pusher: the server sent pusher:connection_established');
  const [made] = recorder.of('deliver');
  expect(made).toMatchObject({ event: 'made', channel: 'orders', detail: { readAs: 'pusher' } });
  expect(explained(made as RecordedEntry).payload).toBe('{"id":7}');
  await start({ ...profileOf(url, { readAs: 'json' }), id: 'ws' });
  const other = await until('ws', ({ received }) => received === 3);
  expect(other.facts[0]?.value).toBe('JSON: chosen in the profile');
  expect(recorder.of('deliver').at(-1)).toMatchObject({ event: 'made', channel: '', detail: { readAs: 'json' } });
});

test('nothing listens, and TLS spoken to a port without it', async () => {
  const url = await socketServer(() => {});
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(url.replace('ws:', 'wss:')));
  const { problem } = await until('ws', ({ phase }) => phase === 'waiting');
  expect(problem?.message).toContain('no TLS on this port');
  await start({ ...profileOf('ws://127.0.0.1:1/'), id: 'ws' });
  const state = await until('ws', (one) => one.problem?.message.includes('connection refused') === true);
  expect(state.phase).toBe('waiting');
});
