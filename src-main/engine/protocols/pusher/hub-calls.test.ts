import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish } from './signed-request.test-support';

let running: RunningHub;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  running = await startHub({ clock });
});
afterEach(() => running.close());

describe('what the engine asks of the hub', () => {
  test('send publishes as an app server would, and its result is the receipt', async () => {
    const one = await (await running.connect()).established();
    const two = await (await running.connect()).established();
    await one.subscribe('c');
    await two.subscribe('c');
    const draft = { app: '12345', channel: 'c', event: 'e', data: '{"a":1}', excludeSocketId: two.socketId };
    expect(running.hub.preview({ app: '12345', channel: 'c', excludeSocketId: two.socketId })).toEqual({
      matched: 2,
      excluded: 1,
    });
    const result = running.hub.send(draft);
    const entry = running.recorder.of('publish')[0];
    expect(result).toEqual({ ok: true, publish: entry?.seq, matched: 2, excluded: 1 });
    expect(entry).toMatchObject({ matched: 2, excluded: 2, detail: { sdk: 'Hubbub', excludedKnown: true } });
    expect(JSON.parse(entry?.text ?? '')).toEqual({
      name: 'e',
      channels: ['c'],
      data: '{"a":1}',
      socket_id: two.socketId,
    });
    expect(await one.next()).toEqual({ event: 'e', channel: 'c', data: '{"a":1}' });
    expect(await two.flush()).toEqual([]);
  });

  test.each([
    [{ channel: 'a b' }, 'bad-input'],
    [{ event: '' }, 'bad-input'],
    [{ event: 'pusher:x' }, 'bad-input'],
    [{ data: 'x'.repeat(10_241) }, 'bad-input'],
    [{ app: 'nobody' }, 'not-found'],
  ])('a draft that cannot be sent is a Problem: %j', (change, code) => {
    const draft = { app: '12345', channel: 'c', event: 'e', data: '1', excludeSocketId: '', ...change };
    expect(running.hub.send(draft)).toMatchObject({ ok: false, problem: { code } });
    expect(running.recorder.of('refused', 'publish')).toHaveLength(code === 'not-found' ? 0 : 1);
    expect(running.recorder.of('publish')).toEqual([]);
  });

  test('send as a client reaches the others, as one of its own would, and the entry says who sent it', async () => {
    const one = await (await running.connect()).established();
    const two = await (await running.connect()).established();
    for (const client of [one, two]) await client.subscribe('private-a', channelAuth(client.socketId, 'private-a'));
    const draft = { app: '12345', channel: 'private-a', event: 'client-typing', data: '{"a": 1}', excludeSocketId: '' };
    const result = running.hub.send({ ...draft, asSocketId: one.socketId });
    const entry = running.recorder.of('client')[0];
    expect(result).toEqual({ ok: true, publish: entry?.seq, matched: 2, excluded: 1 });
    expect(entry).toMatchObject({
      matched: 2,
      excluded: 1,
      connection: 1,
      detail: { sentBy: 'Hubbub' },
      summary: `sent from Hubbub as ${one.socketId} · {"a": 1}`,
    });
    expect(await two.next()).toEqual({ event: 'client-typing', channel: 'private-a', data: { a: 1 } });
    expect(await one.flush()).toEqual([]);
    running.hub.send({ ...draft, data: 'words', asSocketId: one.socketId });
    expect(await two.next()).toMatchObject({ data: 'words' });
  });

  test.each([
    [{ event: 'typing' }, 'bad-input', /begin with client-/],
    [{ channel: 'private-b' }, 'bad-input', /not subscribed/],
    [{ channel: 'open' }, 'bad-input', /only allowed on private/],
    [{ asSocketId: '1.1' }, 'not-found', /No client 1\.1 is connected/],
  ])('a client event that its client could not send is a Problem: %j', async (change, code, words) => {
    const client = await (await running.connect()).established();
    await client.subscribe('private-a', channelAuth(client.socketId, 'private-a'));
    await client.subscribe('open');
    const draft = { app: '12345', channel: 'private-a', event: 'client-typing', data: '1', excludeSocketId: '' };
    const result = running.hub.send({ ...draft, asSocketId: client.socketId, ...change });
    expect(result).toMatchObject({ ok: false, problem: { code, message: expect.stringMatching(words) } });
    expect(running.recorder.of('refused', 'client')).toHaveLength(code === 'not-found' ? 0 : 1);
    expect(running.recorder.of('client')).toEqual([]);
    expect(await client.flush()).toEqual([]);
  });

  test('channels: kinds, subscribers, members, messages and their rate over five seconds', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('orders');
    await client.subscribe('private-a', channelAuth(client.socketId, 'private-a'));
    await client.subscribe('presence-a', channelAuth(client.socketId, 'presence-a', { user_id: '1' }));
    for (let sent = 0; sent < 10; sent += 1) {
      await publish(running.port, { name: 'e', channel: 'orders', data: 'x' });
    }
    expect(running.hub.channels()).toMatchObject([
      { name: 'orders', kind: 'public', subscribers: 1, members: null, messages: 10, messagesPerSecond: 2 },
      { name: 'private-a', kind: 'private', subscribers: 1, members: null, messages: 0 },
      { name: 'presence-a', kind: 'presence', subscribers: 1, members: 1, messagesPerSecond: 0 },
    ]);
    // 10 publishes, 10 deliveries, 3 subscriptions.
    expect(running.hub.state().messagesPerSecond).toBeCloseTo(23 / 5);
    clock.advance(5_500);
    expect(running.hub.channels()[0]).toMatchObject({ messages: 10, messagesPerSecond: 0 });
  });

  test('channels nobody is on are remembered up to a bound, those on which somebody is always', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('kept');
    for (let index = 0; index < limits.rememberedChannels + 10; index += 1) {
      running.hub.send({ app: '12345', channel: `c-${index}`, event: 'e', data: '1', excludeSocketId: '' });
    }
    const names = running.hub.channels().map(({ name }) => name);
    expect(names).toHaveLength(limits.rememberedChannels + 1);
    expect(names).toContain('kept');
    expect(names).not.toContain('c-9');
    expect(names).toContain('c-10');
  });

  test('connections and their progress', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('c');
    await client.subscribe('presence-a', channelAuth(client.socketId, 'presence-a', { user_id: 'anna' }));
    const last = running.recorder.of('ping', 'chatter').at(-1)?.seq;
    expect(running.hub.connections()).toMatchObject([
      {
        id: 1,
        protocol: 'pusher',
        app: '12345',
        socketId: client.socketId,
        user: 'anna',
        remoteAddress: '127.0.0.1',
        channels: ['c', 'presence-a'],
        state: 'open',
        unsentBytes: 0,
      },
    ]);
    expect(running.hub.progress(1)).toEqual({ isOpen: true, lastWrittenSeq: last, unsentBytes: 0 });
    expect(running.hub.progress(99)).toBeNull();
  });

  test('changes are told', async () => {
    let changes = 0;
    running.hub.onChange(() => {
      changes += 1;
    });
    const client = await (await running.connect()).established();
    const afterOpen = changes;
    expect(afterOpen).toBeGreaterThan(0);
    await client.subscribe('c');
    expect(changes).toBeGreaterThan(afterOpen);
    const afterSubscribe = changes;
    await publish(running.port, { name: 'e', channel: 'c', data: 'x' });
    expect(changes).toBe(afterSubscribe);
    await publish(running.port, { name: 'e', channel: 'never-seen', data: 'x' });
    expect(changes).toBeGreaterThan(afterSubscribe);
  });

  test('apps are described without their secrets', () => {
    expect(running.hub.state().apps).toEqual([
      {
        id: '12345',
        key: 'your_app_key',
        secretLength: 15,
        secretHash: expect.stringMatching(/^[0-9a-f]{8}$/),
        maxDataBytes: 10_240,
      },
    ]);
  });
});
