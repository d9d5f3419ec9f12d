import { createHmac } from 'node:crypto';
import Pusher from 'pusher';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { app } from '../bench/harness/app';
import { type SoketiServer, startSoketi } from '../bench/harness/server';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { closePages, next, page, subscribed } from './support/pages';

/** soketi 1.6.1 from npm: as a server that is watched, and as the server behind an app of the hub. */
let hub: Hub;
let soketi: SoketiServer;
beforeAll(async () => {
  [hub, soketi] = await Promise.all([startHub(), startSoketi({ hasMetrics: true })]);
}, 120_000);
afterEach(closePages);
afterAll(async () => {
  await soketi.stop();
  await hub.stop();
});

const sdkOf = (port: number, secret = app.secret) =>
  new Pusher({ appId: app.id, key: app.key, secret, host: '127.0.0.1', port: String(port), useTLS: false });

const pageOf = (port: number) =>
  page(port, {
    authorizer: (channel) => ({
      authorize(socketId, done) {
        const signed = createHmac('sha256', app.secret).update(`${socketId}:${channel.name}`).digest('hex');
        done(null, { auth: `${app.key}:${signed}` });
      },
    }),
  });

async function session(id: string) {
  const sessions = await hub.call('session.list', undefined);
  return sessions.find(({ profile }) => profile.id === id);
}

describe('a session', () => {
  test('connects, hears, publishes, and lists the channels in use', async () => {
    const { profile } = await hub.call('profile.put', {
      name: 'soketi',
      protocol: 'pusher',
      fields: { server: 'soketi', host: '127.0.0.1', port: soketi.port, key: app.key, appId: app.id },
      secrets: { secret: app.secret },
      channels: ['orders', 'private-orders', 'presence-room'],
    });
    await hub.call('session.connect', { id: profile.id });
    await expect
      .poll(async () => (await session('soketi'))?.channels.map(({ state }) => state))
      .toEqual(['on', 'on', 'on']);
    await sdkOf(soketi.port).trigger(['orders', 'private-orders'], 'shipped', { id: 7 });
    const heard = await hub.entries('source:soketi kind:deliver event:shipped', 2);
    expect(heard.map(({ row }) => row.channel)).toEqual(['orders', 'private-orders']);
    const client = pageOf(soketi.port);
    const channel = client.subscribe('private-orders');
    await subscribed(channel);
    const came = next(channel, 'packed');
    const values = { channel: 'private-orders', event: 'packed', data: '{"id":8}', as: 'server', excludeSocketId: '' };
    await hub.call('session.send', { profile: 'soketi', values });
    expect(await came).toEqual({ id: 8 });
    // soketi tells subscriptions on every channel, and users on none, whatever is asked for.
    await expect
      .poll(async () => (await session('soketi'))?.found?.find(({ name }) => name === 'presence-room')?.subscribers, {
        timeout: 10_000,
      })
      .toBe(1);
    // And who is there: the session itself, by the user id of its profile.
    await expect
      .poll(async () => (await session('soketi'))?.found?.find(({ name }) => name === 'presence-room')?.users, {
        timeout: 10_000,
      })
      .toEqual(['hubbub']);
  });

  test('reads its metrics and its memory, and says what to set where there are none', async () => {
    const connected = async (name: string, statisticsUrl: string) => {
      const fields = { server: 'soketi', host: '127.0.0.1', port: soketi.port, key: app.key, appId: app.id };
      const { profile } = await hub.call('profile.put', {
        name,
        protocol: 'pusher',
        fields: { ...fields, statisticsUrl },
        secrets: { secret: app.secret },
        channels: ['counted'],
      });
      await hub.call('session.connect', { id: profile.id });
      return profile.id;
    };
    const metrics = await connected('metrics', `http://127.0.0.1:${soketi.metricsPort}`);
    const figures = async () => (await hub.call('session.figures', { id: metrics }))?.points ?? [];
    await expect.poll(async () => (await figures()).length).toBe(1);
    for (let id = 0; id < 20; id += 1) await sdkOf(soketi.port).trigger('counted', 'shipped', { id });
    await expect.poll(async () => (await figures()).length, { timeout: 15_000 }).toBe(2);
    const values = (await figures())[1]?.values;
    expect(values?.connections).toBeGreaterThanOrEqual(1);
    // 20 publishes to at least one connection, in the five seconds between the two.
    expect(values?.apiRate).toBeGreaterThan(3);
    expect(values?.sentRate).toBeGreaterThan(3);
    expect(values?.sentBytesRate).toBeGreaterThan(100);
    expect(values?.memory).toBeGreaterThan(0);
    expect(values?.memory).toBeLessThan(100);

    // Its usual port, 9601, where nothing is.
    const without = await connected('without', '');
    const problem = async () => (await hub.call('session.figures', { id: without }))?.problem ?? null;
    await expect.poll(problem).not.toBeNull();
    expect((await problem())?.message).toContain('http://127.0.0.1:9601');
    expect((await problem())?.hint).toContain('SOKETI_METRICS_ENABLED=1');
  });

  test('a wrong secret is refused as soketi refuses, 401 and all', async () => {
    await hub.call('profile.put', {
      name: 'wrong',
      protocol: 'pusher',
      fields: { server: 'soketi', host: '127.0.0.1', port: soketi.port, key: app.key, appId: app.id },
      secrets: { secret: 'not-the-secret' },
      channels: ['private-orders'],
    });
    await hub.call('session.connect', { id: 'wrong' });
    await expect.poll(async () => (await session('wrong'))?.channels[0]?.state).toBe('refused');
    expect((await session('wrong'))?.channels[0]?.problem?.message).toContain('The connection is unauthorized.');
  });
});

describe('passed through', () => {
  beforeAll(async () => {
    const forward = { url: `http://127.0.0.1:${soketi.port}`, authUrl: '', verifyTls: true };
    const { id, key, secret } = app;
    await hub.call('app.put', { id, key, secret, options: { forward } });
  });

  test('pusher-js and the SDK reach soketi by way of the hub, and it shows what went over', async () => {
    const [one, two] = [pageOf(hub.port), pageOf(hub.port)];
    const [first, second] = [one.subscribe('private-room'), two.subscribe('private-room')];
    await Promise.all([subscribed(first), subscribed(second)]);
    const came = [next(first, 'made'), next(second, 'made')];
    await sdkOf(hub.port).trigger('private-room', 'made', { id: 9 });
    expect(await Promise.all(came)).toEqual([{ id: 9 }, { id: 9 }]);
    const [publish] = await hub.entries('source:hub kind:publish event:made', 1);
    expect(publish?.detail?.forwardedTo).toBe(`http://127.0.0.1:${soketi.port}`);
    const deliveries = await hub.entries('source:hub kind:deliver event:made', 2);
    expect(new Set(deliveries.map(({ row }) => row.cause))).toEqual(new Set([publish?.row.seq]));
    const rows = await hub.call('hub.channels', undefined);
    expect(rows.find(({ name }) => name === 'private-room')).toMatchObject({ app: app.id, subscribers: 2 });
  });

  test('soketi gone: pages and the SDK see it gone, and the timeline says so', async () => {
    const { id, key, secret } = app;
    await hub.call('app.put', {
      id,
      key,
      secret,
      options: { forward: { url: 'http://127.0.0.1:1', authUrl: '', verifyTls: true } },
    });
    await expect(sdkOf(hub.port).trigger('room', 'made', {})).rejects.toMatchObject({ status: 502 });
    const [refused] = await hub.entries('kind:refused "was not reached"', 1);
    expect(refused?.row).toMatchObject({ kind: 'refused', action: 'publish', code: 502 });
  });
});
