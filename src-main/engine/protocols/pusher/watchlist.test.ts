import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { userAuth } from './signed-request.test-support';

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

const connect = async () => (await running.connect()).established();

/** Signs in; all it is told then, besides the confirmation. */
async function signIn(client: RawClient, id: string, watchlist?: readonly string[]) {
  expect((await client.signIn(userAuth(client.socketId, { id, watchlist }))).event).toBe('pusher:signin_success');
  return client.flush();
}

async function signedIn(id: string, watchlist?: readonly string[]) {
  const client = await connect();
  return { client, told: await signIn(client, id, watchlist) };
}

async function leave(client: RawClient, connection: number) {
  client.close();
  await running.recorder.waitFor((entry) => entry.action === 'close' && entry.connection === connection);
}

const events = (...list: [name: 'online' | 'offline', ...ids: string[]][]) => ({
  event: 'pusher_internal:watchlist_events',
  data: JSON.stringify({ events: list.map(([name, ...ids]) => ({ name, user_ids: ids })) }),
});

describe('watchlists', () => {
  test('after the sign-in it is said who is online and who is not', async () => {
    await signedIn('7');
    const { told } = await signedIn('1', ['7', '8', '7', '1']);
    expect(told).toEqual([events(['online', '7', '1'], ['offline', '8'])]);
    expect((await signedIn('2', ['9'])).told).toEqual([events(['offline', '9'])]);
    expect((await signedIn('3', [])).told).toEqual([]);
    expect((await signedIn('4')).told).toEqual([]);
    const entry = running.recorder.of('auth')[1];
    expect(entry).toMatchObject({ detail: { user: '1', watchlist: ['7', '8', '1'] } });
    expect(explain(stored(entry)).sections[0]?.text).toContain('7, 8, 1');
  });

  test('87: the first connection of a user is online, the last one that goes offline', async () => {
    const watchers = [(await signedIn('1', ['7'])).client, (await signedIn('2', ['7', '8'])).client] as const;
    const { client: stranger } = await signedIn('3', ['8']);
    const first = await signedIn('7');
    const second = await signedIn('7');
    for (const watcher of watchers) {
      expect(await watcher.flush()).toEqual([events(['online', '7'])]);
    }
    await leave(first.client, 4);
    expect(await watchers[0].flush()).toEqual([]);
    await leave(second.client, 5);
    for (const watcher of watchers) {
      expect(await watcher.flush()).toEqual([events(['offline', '7'])]);
    }
    expect(await stranger.flush()).toEqual([]);
    const [online, offline] = running.recorder.entries.filter(
      ({ event, connection }) => event === 'pusher_internal:watchlist_events' && connection === undefined,
    );
    const signInEntry = running.recorder.of('auth').find(({ connection }) => connection === 4);
    const close = running.recorder.of('connection', 'close').find(({ connection }) => connection === 5);
    expect(online).toMatchObject({ kind: 'ping', action: 'chatter', matched: 2, cause: signInEntry?.seq });
    expect(offline).toMatchObject({ matched: 2, cause: close?.seq, detail: { user: '7' } });
  });

  test('who is gone, or has another watchlist now, is told no more', async () => {
    const { client: gone } = await signedIn('1', ['7']);
    const { client } = await signedIn('2', ['7', '8']);
    await leave(gone, 1);
    expect(await signIn(client, '2', ['8'])).toEqual([events(['offline', '8'])]);
    await signedIn('7');
    expect(await client.flush()).toEqual([]);
    await signedIn('8');
    expect(await client.flush()).toEqual([events(['online', '8'])]);
  });

  test('above 100 ids the first 100 are used, and 4302 says so', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `u${index}`);
    const { client, told } = await signedIn('1', ids);
    expect(told).toEqual([
      { event: 'pusher:error', data: { code: 4302, message: expect.stringContaining('101 user ids') } },
      events(['offline', ...ids.slice(0, 100)]),
    ]);
    await signedIn('u99');
    await signedIn('u100');
    expect(await client.flush()).toEqual([events(['online', 'u99'])]);
    expect(running.hub.connections()[0]).toMatchObject({ user: '1' });
  });

  test('a user watching only itself hears of its sign-in once', async () => {
    const { client, told } = await signedIn('1', ['1']);
    expect(told).toEqual([events(['online', '1'])]);
    const second = await signedIn('1');
    await leave(second.client, 2);
    expect(await client.flush()).toEqual([]);
  });
});

test('pusher-js hears who comes and goes', async () => {
  const sdk = running.sdk();
  const page = running.client({
    userAuthentication: {
      customHandler: ({ socketId }: { socketId: string }, callback: (error: Error | null, data: unknown) => void) =>
        callback(null, sdk.authenticateUser(socketId, { id: '1', watchlist: ['7'] })),
    },
  });
  const heard = (name: string) => new Promise((resolve) => page.user.watchlist.bind(name, resolve));
  const offline = heard('offline');
  page.signin();
  expect(await offline).toEqual({ name: 'offline', user_ids: ['7'] });
  const online = heard('online');
  await signedIn('7');
  expect(await online).toEqual({ name: 'online', user_ids: ['7'] });
});
