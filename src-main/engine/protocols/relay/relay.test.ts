import { afterEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../hub/clocks.test-support';
import { describeCodec } from '../suites/codec.suite';
import { createRelay } from '.';
import type { RunningRelay } from './running-relay.test-support';
import { startRelay } from './running-relay.test-support';

let running: RunningRelay;
afterEach(() => running.close());

describe('as the chat of a Ratchet server', () => {
  test('a message goes to everybody but its sender, as it is', async () => {
    running = await startRelay();
    const [anna, ben, carl] = [await running.connect(), await running.connect(), await running.connect()];
    const message = '{"username":"anna","message":"你好 é","n":12345678901234567890}';
    anna.send(message);
    expect(await ben.until(1)).toEqual([message]);
    expect(await carl.until(1)).toEqual([message]);
    expect(await anna.settled()).toEqual([]);
  });

  test('binary stays binary, and empty messages are messages', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect(), await running.connect()];
    anna.send(Buffer.from([0, 255, 128]));
    anna.send(Buffer.alloc(0));
    anna.send('');
    anna.send(Buffer.alloc(70_000, 7));
    expect(await ben.until(4)).toEqual(['hex:00ff80', 'hex:', '', `hex:${'07'.repeat(70_000)}`]);
    expect(running.recorder.of('client')[0]).toMatchObject({ event: 'binary', detail: { isBinary: true } });
  });

  test('the order of messages holds', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect(), await running.connect()];
    const sent = Array.from({ length: 500 }, (_, index) => String(index));
    for (const text of sent) anna.send(text);
    expect(await ben.until(500)).toEqual(sent);
  });
});

describe('what becomes of a message by the mode', () => {
  test.each([
    ['others', [], ['x']],
    ['all', ['x'], ['x']],
    ['echo', ['x'], []],
    ['nobody', [], []],
  ] as const)('%s', async (mode, own, other) => {
    running = await startRelay({ mode });
    const [anna, ben] = [await running.connect(), await running.connect()];
    anna.send('x');
    expect(await anna.settled()).toEqual(own);
    expect(await ben.settled()).toEqual(other);
  });

  test('it can be changed while connections are open', async () => {
    running = await startRelay();
    const anna = await running.connect();
    running.set({ mode: 'echo' });
    anna.send('x');
    expect(await anna.until(1)).toEqual(['x']);
  });
});

describe('rooms', () => {
  test('each path is one, whatever its query', async () => {
    running = await startRelay();
    const anna = await running.connect('/chat?user=anna');
    const [ben, carl] = [await running.connect('/chat?user=ben'), await running.connect('/news')];
    anna.send('x');
    expect(await ben.until(1)).toEqual(['x']);
    expect(await carl.settled()).toEqual([]);
    expect(running.hub.channels()).toMatchObject([
      { app: 'relay', protocol: 'relay', name: '/chat', subscribers: 2, messages: 1 },
      { name: '/news', subscribers: 1, messages: 0 },
    ]);
  });

  test('or all paths are one, also for those who are there already', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect('/a'), await running.connect('/b')];
    running.set({ rooms: false });
    anna.send('x');
    expect(await ben.until(1)).toEqual(['x']);
    expect(running.recorder.of('subscribe').map(({ action, channel }) => `${action} ${channel}`)).toEqual([
      'subscribe /a',
      'subscribe /b',
      'unsubscribe /a',
      'subscribe /',
      'unsubscribe /b',
      'subscribe /',
    ]);
    running.set({ rooms: true });
    anna.send('y');
    expect(await ben.settled()).toEqual(['x']);
  });
});

describe('replies of the settings', () => {
  const base = { when: 'message', path: '', match: '', text: '', to: 'sender' } as const;

  test('a greeting, an answer to what fits, and one for the room', async () => {
    running = await startRelay({
      mode: 'nobody',
      replies: [
        { ...base, when: 'open', text: 'welcome {connection} at {path}' },
        { ...base, match: '*"ping"*', text: '{"pong":{message}}' },
        { ...base, path: '/ch*', match: 'shout *', text: '{message}!', to: 'room' },
      ],
    });
    const [anna, ben] = [await running.connect('/chat'), await running.connect('/chat')];
    expect(await anna.until(1)).toEqual(['welcome relay-1 at /chat']);
    anna.send('{"type":"ping"}');
    anna.send('shout hello');
    anna.send('nothing');
    expect((await anna.settled()).slice(1)).toEqual(['{"pong":{"type":"ping"}}', 'shout hello!']);
    expect((await ben.settled()).slice(1)).toEqual(['shout hello!']);
    const [asked] = running.recorder.of('client');
    const answer = running.recorder.entries.find(({ text }) => text.includes('pong'));
    expect(answer).toMatchObject({ kind: 'deliver', cause: asked?.seq, connection: 1, detail: { reply: 2 } });
  });

  test('one that would become too long by what it repeats is not sent, and says so', async () => {
    running = await startRelay({ mode: 'nobody', replies: [{ ...base, text: '{message}'.repeat(1_000) }] });
    const anna = await running.connect();
    anna.send('x'.repeat(100_000));
    const error = await running.recorder.waitFor(({ kind }) => kind === 'error');
    expect(error).toMatchObject({ connection: 1, detail: { reason: expect.stringContaining('too long') } });
    expect(await anna.settled()).toEqual([]);
  });
});

describe('who is let in, as with Ratchet\\App', () => {
  test.each([
    [{ origin: 'http://shop.test:3000' }, null],
    [{ origin: 'http://evil.test' }, 403],
    [{}, 403],
    [{ origin: 'http://shop.test', host: 'elsewhere:8080' }, 404],
  ] as const)('%j', async (options, status) => {
    running = await startRelay({ origins: ['shop.test'], hosts: ['127.0.0.1', 'localhost'] });
    const joined = running.connect('/chat', options);
    if (status === null) {
      await joined;
      return;
    }
    await expect(joined).rejects.toThrow(String(status));
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({
      protocol: 'relay',
      code: status,
      channel: '/chat',
      detail: { reason: expect.any(String), hint: expect.stringMatching(/\w/) },
    });
    expect(running.hub.connections()).toEqual([]);
  });

  test('without names in the settings everybody is', async () => {
    running = await startRelay();
    await running.connect('/', { host: 'any.test' });
    await running.connect('/', { origin: 'http://any.test' });
  });

  test('a path longer than names are kept is refused', async () => {
    running = await startRelay();
    await expect(running.connect(`/${'x'.repeat(1_000)}`)).rejects.toThrow('414');
  });

  test('nobody while it is off, and those who are there have to go', async () => {
    running = await startRelay();
    const anna = await running.connect();
    running.set({ enabled: false });
    expect(await anna.closed).toEqual({ code: 1001, reason: 'The relay was switched off in Settings.' });
    await expect(running.connect()).rejects.toThrow('404');
  });

  test.each(['/prefix/app/key?protocol=7&client=js', '/App/key', '/app', '/x/?EIO=4&transport=websocket'])(
    'a client of another protocol that was given a wrong path is told so: %s',
    async (path) => {
      running = await startRelay();
      await expect(running.connect(path)).rejects.toThrow('404');
      expect(running.recorder.of('refused', 'open')[0]?.protocol).toBe('');
    },
  );
});

test('entries of a connection: open, its room, a message with its receipt, close', async () => {
  running = await startRelay();
  const anna = await running.connect('/chat?token=1', { origin: 'http://shop.test' });
  const ben = await running.connect('/chat');
  anna.send('{"type":"typing","on":true}');
  await ben.until(1);
  anna.close();
  await running.recorder.waitFor(({ action }) => action === 'close');
  expect(running.recorder.entries).toMatchObject([
    { kind: 'connection', action: 'open', connection: 1, detail: { socketId: 'relay-1', origin: 'http://shop.test' } },
    { kind: 'subscribe', action: 'subscribe', connection: 1, channel: '/chat', cause: 1 },
    { kind: 'connection', action: 'open', connection: 2 },
    { kind: 'subscribe', action: 'subscribe', connection: 2, channel: '/chat' },
    { kind: 'client', direction: 'up', connection: 1, channel: '/chat', event: 'typing', matched: 2, excluded: 1 },
    { kind: 'connection', action: 'close', connection: 1, code: 1005 },
  ]);
});

describe('from the screen', () => {
  const draft = { app: 'relay', channel: '/chat', event: '', data: '{"a":1}', excludeSocketId: '' };

  test('a message to a room, as typed', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect('/chat'), await running.connect('/chat')];
    expect(running.hub.preview({ app: 'relay', channel: '/chat', excludeSocketId: 'relay-2' })).toEqual({
      matched: 2,
      excluded: 1,
    });
    expect(running.hub.send({ ...draft, excludeSocketId: 'relay-2' })).toMatchObject({ matched: 2, excluded: 1 });
    expect(await anna.until(1)).toEqual(['{"a":1}']);
    expect(await ben.settled()).toEqual([]);
    const [publish] = running.recorder.of('publish');
    expect(publish).toMatchObject({ channel: '/chat', matched: 2, excluded: 2, text: '{"a":1}' });
    expect(running.recorder.of('deliver')[0]).toMatchObject({ cause: publish?.seq });
  });

  test('a message as one of its connections would send it', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect('/chat'), await running.connect('/chat')];
    expect(running.hub.send({ ...draft, asSocketId: 'relay-1' })).toMatchObject({ ok: true, matched: 2, excluded: 1 });
    expect(await ben.until(1)).toEqual(['{"a":1}']);
    expect(await anna.settled()).toEqual([]);
    expect(running.recorder.of('client')[0]).toMatchObject({ connection: 1, detail: { sentBy: 'Hubbub' } });
  });

  test.each([
    [{ channel: 'chat' }, 'bad-input'],
    [{ data: 'x'.repeat(1_048_577) }, 'bad-input'],
    [{ asSocketId: 'relay-9' }, 'not-found'],
  ])('what cannot be sent is told: %#', async (change, code) => {
    running = await startRelay();
    expect(running.hub.send({ ...draft, ...change })).toMatchObject({ ok: false, problem: { code } });
    expect(running.recorder.entries).toEqual([]);
  });

  test('a connection can be ended, to come back or to stay away', async () => {
    running = await startRelay();
    const [anna, ben] = [await running.connect(), await running.connect()];
    expect(running.hub.dismiss(1, { mayReturn: true, reason: 'again' })).toBe(true);
    expect(running.hub.dismiss(2, { mayReturn: false, reason: 'enough' })).toBe(true);
    expect(await anna.closed).toEqual({ code: 1012, reason: 'again' });
    expect(await ben.closed).toEqual({ code: 1008, reason: 'enough' });
  });
});

describe('pings', () => {
  test('who answers stays, who does not is closed by the next', async () => {
    const clock = new ManualClock();
    running = await startRelay({ pingS: 30 }, { clock });
    await running.connect();
    const deaf = await running.connect('', { autoPong: false });
    clock.advance(30_000);
    await running.recorder.waitFor(({ event, direction }) => event === 'WebSocket pong' && direction === 'up');
    clock.advance(30_000);
    expect(await deaf.closed).toEqual({ code: 1000, reason: 'No pong came since the last ping.' });
    await running.recorder.waitFor(({ action }) => action === 'close');
    expect(running.hub.connections()).toMatchObject([{ id: 1, messagesDown: 0 }]);
    const pings = running.recorder.of('ping').filter(({ direction }) => direction === 'down');
    expect(pings.map(({ summary }) => summary)).toEqual(['Ping to 2 connections', 'Ping to one connection']);
  });

  test('none if they are switched off', async () => {
    const clock = new ManualClock();
    running = await startRelay({}, { clock });
    await running.connect();
    running.set({ pingS: 0 });
    clock.advance(1_000_000);
    expect(running.recorder.of('ping')).toEqual([]);
  });
});

describe('the codec', () => {
  describeCodec(createRelay(), ['{"type":"typing"}', 'hello', '[1]', ''], { hasNames: false });
});
