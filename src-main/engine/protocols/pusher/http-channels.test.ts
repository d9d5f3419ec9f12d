import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, send, signedSend } from './signed-request.test-support';

let running: RunningHub;
beforeAll(async () => {
  running = await startHub();
});
afterAll(() => running.close());

async function get(path: string, params: { readonly [name: string]: string } = {}) {
  const { status, text } = await signedSend(running.port, 'GET', `/apps/12345${path}`, '', params);
  return { status, body: status === 200 ? (JSON.parse(text) as unknown) : text };
}

describe('asking about channels', () => {
  test('72 and 74: with nothing occupied the lists are empty objects, and any channel is not occupied', async () => {
    await publish(running.port, { name: 'e', channels: ['seen-but-empty'], data: 'x' });
    expect(await get('/channels')).toEqual({ status: 200, body: { channels: {} } });
    expect(await get('/channels/none')).toEqual({ status: 200, body: { occupied: false } });
    expect(await get('/channels/seen-but-empty')).toEqual({ status: 200, body: { occupied: false } });
    expect(await get('/channels/presence-none/users')).toEqual({ status: 200, body: { users: [] } });
  });

  test('occupied channels, counts on request, users once however many tabs they have', async () => {
    for (const user of ['1', '1', '2']) {
      const client = await (await running.connect()).established();
      await client.subscribe('news');
      await client.subscribe('presence-a', channelAuth(client.socketId, 'presence-a', { user_id: user }));
    }
    expect((await get('/channels')).body).toEqual({ channels: { news: {}, 'presence-a': {} } });
    expect((await get('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).body).toEqual({
      channels: { 'presence-a': { user_count: 2 } },
    });
    expect((await get('/channels', { info: 'subscription_count' })).body).toEqual({
      channels: { news: { subscription_count: 3 }, 'presence-a': {} },
    });
    expect((await get('/channels/news')).body).toEqual({ occupied: true });
    expect((await get('/channels/news', { info: 'subscription_count' })).body).toEqual({
      occupied: true,
      subscription_count: 3,
    });
    expect((await get('/channels/presence-a', { info: 'user_count' })).body).toEqual({ occupied: true, user_count: 2 });
    expect((await get('/channels/presence-a/users')).body).toEqual({ users: [{ id: '1' }, { id: '2' }] });
  });

  test('73: user_count of all channels is 400', async () => {
    expect((await get('/channels', { info: 'user_count' })).status).toBe(400);
  });

  test('75: users of a channel that is no presence channel is 400', async () => {
    expect(await get('/channels/news/users')).toMatchObject({ status: 400, body: expect.stringContaining('presence') });
  });

  test('each answered request is an http entry, each refused one a refused entry', async () => {
    running.recorder.entries.length = 0;
    await get('/channels/news');
    expect(running.recorder.entries).toMatchObject([
      { kind: 'http', code: 200, channel: 'news', summary: 'GET /apps/12345/channels/news: 200' },
    ]);
    await send(running.port, 'GET', '/apps/12345/channels');
    expect(running.recorder.entries[1]).toMatchObject({ kind: 'refused', action: 'request', code: 401 });
  });

  test('the rest: wrong methods are 405, unknown paths 404', async () => {
    expect((await signedSend(running.port, 'GET', '/apps/12345/events')).status).toBe(405);
    expect((await signedSend(running.port, 'POST', '/apps/12345/channels')).status).toBe(405);
    for (const path of ['', '/', '/nothing', '/channels/', '/channels/a/b', '/channels/a/users/b', '/events/x']) {
      expect((await signedSend(running.port, 'GET', `/apps/12345${path}`)).status).toBe(404);
    }
    for (const path of ['/users', '/users/1', '/users//terminate_connections', '/users/1/x', '/channels/a/b/c/d']) {
      expect((await signedSend(running.port, 'POST', `/apps/12345${path}`)).status).toBe(404);
    }
  });
});
