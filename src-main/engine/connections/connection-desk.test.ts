import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionQuery } from '../../contract/connection';
import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { ManualClock } from '../hub/clocks.test-support';
import type { RunningHub } from '../protocols/pusher/running-hub.test-support';
import { startHub } from '../protocols/pusher/running-hub.test-support';
import { channelAuth, publish } from '../protocols/pusher/signed-request.test-support';
import { ConnectionDesk } from './connection-desk';

let running: RunningHub;
let clock: ManualClock;
let desk: ConnectionDesk;
let kept: string | null;
let changes: number;

const newDesk = async () => {
  const store = {
    read: async () => kept,
    write: async (json: string) => {
      kept = json;
    },
  };
  desk = new ConnectionDesk(running.hub, store, () => {
    changes += 1;
  });
  await desk.start();
};

beforeEach(async () => {
  kept = null;
  changes = 0;
  clock = new ManualClock();
  running = await startHub({ clock });
  await newDesk();
});
afterEach(() => running.close());

const all: ConnectionQuery = { group: 'all', find: '', sort: 'recent', isDescending: true, from: 0, count: 200 };
const list = (query: Partial<ConnectionQuery> = {}) => desk.list({ ...all, ...query });

async function connect(user?: string) {
  const client = await (await running.connect()).established();
  if (user !== undefined) {
    await client.subscribe('presence-room', channelAuth(client.socketId, 'presence-room', { user_id: user }));
  }
  return client;
}

async function leave(client: Awaited<ReturnType<typeof connect>>) {
  const { id } = row(client.socketId);
  client.close();
  await running.recorder.waitFor(({ kind, action, connection }) => {
    return kind === 'connection' && action === 'close' && connection === id;
  });
  await new Promise(setImmediate);
}

function row(socketId: string) {
  const found = list().rows.find((one) => one.socketId === socketId);
  if (found === undefined) throw new Error(`${socketId} is not listed`);
  return found;
}

describe('the list', () => {
  test('open connections first, then those that closed, with why', async () => {
    const one = await connect('42');
    const two = await connect('42');
    expect(row(one.socketId)).toMatchObject({
      user: '42',
      userSockets: 2,
      state: 'open',
      closed: null,
      library: 'js 8.6.0, protocol 7',
      channels: ['presence-room'],
    });
    await leave(one);
    const { rows, open, closed } = list();
    expect([open, closed]).toEqual([1, 1]);
    expect(rows.map(({ socketId }) => socketId)).toEqual([two.socketId, one.socketId]);
    const close = running.recorder.of('connection', 'close')[0];
    expect(rows[1]).toMatchObject({
      state: 'closed',
      user: '42',
      channels: ['presence-room'],
      userSockets: 1,
      closed: { seq: close?.seq, code: close?.code, isOwn: false },
    });
    expect(list({ group: 'closed' }).rows).toHaveLength(1);
    expect(list({ group: 'open' }).rows).toHaveLength(1);
  });

  test('messages and bytes both ways, and when the last was; heartbeats are none', async () => {
    const client = await connect();
    const before = row(client.socketId);
    expect(before).toMatchObject({ messagesUp: 0, messagesDown: 1, bytesUp: 0 });
    clock.advance(1_000);
    await client.subscribe('c');
    await publish(running.port, { name: 'e', channel: 'c', data: 'x' });
    await client.next();
    const after = row(client.socketId);
    expect(after).toMatchObject({ messagesUp: 1, messagesDown: 3, lastMessageAtMs: clock.nowMs() });
    expect(after.bytesUp).toBeGreaterThan(20);
    expect(after.bytesDown).toBeGreaterThan(before.bytesDown);
    clock.advance(1_000);
    client.send({ event: 'pusher:ping', data: {} });
    await client.next();
    expect(row(client.socketId)).toMatchObject({
      messagesUp: 1,
      messagesDown: 3,
      lastMessageAtMs: after.lastMessageAtMs,
    });
    expect(row(client.socketId).bytesUp).toBeGreaterThan(after.bytesUp);
  });

  test('whoever types 42 means user 42 before socket ids with 42 in them', async () => {
    for (let count = 0; count < 30; count += 1) await connect();
    const wanted = await connect('42');
    for (let count = 0; count < 10; count += 1) await connect();
    const { rows, open, allOpen } = list({ find: '42', sort: 'recent', isDescending: false });
    expect(rows[0]?.socketId).toBe(wanted.socketId);
    expect(rows.every((one) => one.user === '42' || one.socketId.includes('42'))).toBe(true);
    expect(open).toBe(rows.length);
    expect(allOpen).toBe(41);
    expect(list({ find: 'nobody' }).rows).toEqual([]);
  });

  test('sorted by a column, what is empty last in both directions, windows of the order', async () => {
    const sockets: Record<string, string> = {};
    for (const user of ['10', '9', 'anna']) sockets[user] = (await connect(user)).socketId;
    await connect();
    const users = (isDescending: boolean) => list({ sort: 'user', isDescending }).rows.map(({ user }) => user);
    expect(users(false)).toEqual(['9', '10', 'anna', '']);
    expect(users(true)).toEqual(['anna', '10', '9', '']);
    expect(list({ sort: 'user', isDescending: false, from: 1, count: 2 })).toMatchObject({
      from: 1,
      rows: [{ user: '10' }, { user: 'anna' }],
    });
  });

  test('no window holds more rows than one may', async () => {
    const summary = { ...row((await connect()).socketId) };
    const closed = Array.from({ length: limits.closedConnections + 50 }, (_, index) => ({ ...summary, id: index + 1 }));
    const hub = {
      ...running.hub,
      connections: () => [],
      closedConnections: () => closed.slice(-limits.closedConnections),
    };
    const big = new ConnectionDesk(
      { ...hub, handshake: () => null, dismiss: () => false },
      { read: async () => null, write: async () => {} },
      () => {},
    );
    expect(big.list({ ...all, count: 200 }).rows).toHaveLength(limits.connectionRows);
  });
});

describe('one connection', () => {
  test('its handshake as it came, without secrets, and the other sockets of its user', async () => {
    const one = await connect('42');
    const two = await connect('42');
    await connect('43');
    const detail = desk.detail(row(one.socketId).id);
    expect(detail?.requestLine).toBe('GET /app/your_app_key?protocol=7&client=js&version=8.6.0&flash=false HTTP/1.1');
    expect(detail?.headers.map(([name]) => name)).toContain('Sec-WebSocket-Key');
    expect(detail?.siblings).toEqual([{ id: row(two.socketId).id, socketId: two.socketId, label: '' }]);
    expect(desk.detail(99)).toBeNull();
    await leave(one);
    expect(desk.detail(detail?.connection.id as ConnectionId)?.headers).toEqual(detail?.headers);
  });

  test.each([
    [true, 4200],
    [false, 4009],
  ])('kicked, with the code that says whether it may return (%s)', async (mayReturn, code) => {
    const client = await connect();
    const { id } = row(client.socketId);
    desk.kick(id, mayReturn);
    expect(await client.closed).toMatchObject({ code, reason: 'Kicked from Hubbub' });
    const close = await running.recorder.waitFor(({ kind, action }) => kind === 'connection' && action === 'close');
    expect(close).toMatchObject({ code, direction: 'down', detail: { reason: 'Kicked from Hubbub' } });
    expect(close.summary).toContain('Kicked from Hubbub');
    expect(() => desk.kick(id, mayReturn)).toThrow('not connected any more');
    expect(row(client.socketId)).toMatchObject({ state: 'closed', closed: { code, isOwn: true } });
  });
});

describe('labels', () => {
  test('are found, kept, and go on to the next connection of the same page and user', async () => {
    const one = await connect('42');
    await desk.label(row(one.socketId).id, ' Anna / Firefox ');
    expect(changes).toBe(1);
    expect(list({ find: 'anna fire' }).rows).toMatchObject([{ socketId: one.socketId, label: 'Anna / Firefox' }]);
    const two = await connect('42');
    clock.advance(10);
    await leave(one);
    // Its other tab was there before: that one is somebody else.
    expect(row(two.socketId).label).toBe('');
    expect(row(one.socketId).label).toBe('Anna / Firefox');
    clock.advance(10);
    const other = await connect('43');
    expect(row(other.socketId).label).toBe('');
    const again = await connect('42');
    expect(row(again.socketId).label).toBe('Anna / Firefox');
    await newDesk();
    expect(row(again.socketId).label).toBe('Anna / Firefox');
    await desk.label(row(again.socketId).id, '');
    expect(row(again.socketId).label).toBe('');
    expect(JSON.parse(kept ?? '')).toEqual({ labels: [] });
  });

  test('are words of the filter, for the sockets that have them and had them', async () => {
    const one = await connect('42');
    await desk.label(row(one.socketId).id, 'Anna / Firefox');
    await leave(one);
    const again = await connect('42');
    expect(row(again.socketId).label).toBe('Anna / Firefox');
    expect(row(one.socketId).label).toBe('Anna / Firefox');
    expect(desk.resolveLabels('kind:in client:"anna / firefox" -client:42 Anna')).toBe(
      `kind:in client:${again.socketId} client:${one.socketId} -client:42 Anna`,
    );
    expect(desk.completeLabel('fire')).toEqual(['Anna / Firefox']);
    expect(desk.completeLabel('chrome')).toEqual([]);
  });

  test('of two that could be meant neither is taken over', async () => {
    const one = await connect('42');
    const two = await connect('42');
    await desk.label(row(one.socketId).id, 'left');
    await desk.label(row(two.socketId).id, 'right');
    await leave(one);
    await leave(two);
    expect(row((await connect('42')).socketId).label).toBe('');
  });

  test('a document that was damaged is no label', async () => {
    kept = '{"labels":[{"label":1},null,"x"]}';
    await newDesk();
    expect(list().rows).toEqual([]);
    await expect(desk.label(99, 'x')).rejects.toThrow('not known any more');
  });
});
