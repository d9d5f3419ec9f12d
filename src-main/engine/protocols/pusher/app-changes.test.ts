import PusherClient from 'pusher-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';

const shop = { ...defaultApp, id: 'shop', key: 'shop_key', secret: 'shop_secret' };

describe('apps that change while the hub runs', () => {
  let running: RunningHub;
  beforeEach(async () => {
    running = await startHub();
  });
  afterEach(() => running.close());

  test('one that is added takes clients and publishes at once', async () => {
    const early = await running.connect('', shop.key);
    expect(await early.closed).toMatchObject({ code: 4001 });
    running.hub.putApp(shop);
    const client = await (await running.connect('', shop.key)).established();
    await client.subscribe('orders');
    const sdk = running.sdk({ appId: shop.id, key: shop.key, secret: shop.secret });
    expect((await sdk.trigger('orders', 'Shipped', '7')).status).toBe(200);
    expect(await client.next()).toMatchObject({ channel: 'orders', data: '7' });
    expect(running.hub.state().apps.map(({ id }) => id)).toEqual(['12345', 'shop']);
  });

  test('one that is removed ends its connections for good, and those of no other', async () => {
    running.hub.putApp(shop);
    const other = await (await running.connect()).established();
    const page = new PusherClient(shop.key, {
      cluster: '',
      wsHost: '127.0.0.1',
      wsPort: running.port,
      forceTLS: false,
      enabledTransports: ['ws'],
    });
    await new Promise((done) => page.connection.bind('connected', done));
    const left = new Promise((done) => page.connection.bind('disconnected', done));
    const client = await (await running.connect('', shop.key)).established();
    expect(running.hub.removeApp(shop.id)).toBe(true);
    expect(running.hub.removeApp(shop.id)).toBe(false);
    expect(await client.closed).toMatchObject({ code: 4001, reason: 'App shop was removed from the hub.' });
    await left;
    expect(page.connection.state).toBe('disconnected');
    await other.subscribe('still');
    await expect(
      running.sdk({ appId: shop.id, key: shop.key, secret: shop.secret }).trigger('c', 'e', 'x'),
    ).rejects.toMatchObject({ status: 404 });
    expect(running.hub.channels().map(({ app }) => app)).toEqual(['12345']);
  });

  test('other settings hold for the connections there are', async () => {
    const client = await (await running.connect()).established();
    await client.subscribe('orders');
    running.hub.putApp({ ...defaultApp, secret: 'another_secret' });
    await expect(running.sdk().trigger('orders', 'e', '1')).rejects.toMatchObject({ status: 401 });
    const sdk = running.sdk({ secret: 'another_secret' });
    await sdk.trigger('orders', 'e', '2');
    expect(await client.next()).toMatchObject({ data: '2' });
    running.hub.putApp({ ...defaultApp, subscriptionCounts: true });
    const second = await (await running.connect()).established();
    await second.subscribe('orders');
    expect(await client.next()).toMatchObject({
      data: '{"subscription_count":2}',
    });
  });

  test.each([
    ['another key', { key: 'renamed' }, 4001],
    ['disabled', { enabled: false }, 4003],
  ])('%s ends the connections', async (_what, change, code) => {
    const client = await (await running.connect()).established();
    running.hub.putApp({ ...defaultApp, ...change });
    expect(await client.closed).toMatchObject({ code });
  });

  test('a key belongs to one app', () => {
    expect(() => running.hub.putApp({ ...shop, key: defaultApp.key })).toThrow('App 12345 has the key your_app_key');
    expect(running.hub.state().apps).toHaveLength(1);
  });

  test('a secret that came later is masked in refusals', async () => {
    running.hub.putApp({ ...shop, secret: 'a-very-secret-word' });
    await running.connect('', 'a-very-secret-word');
    const refusal = await running.recorder.waitFor(({ kind }) => kind === 'refused');
    expect(JSON.stringify(refusal)).not.toContain('a-very-secret-word');
  });
});
