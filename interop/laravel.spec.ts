import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { below, closePages, echo, next, subscribed } from './support/pages';
import type { Served } from './support/php';
import { artisan, serveLaravel } from './support/php';

let hub: Hub;
let app: Served;
beforeAll(async () => {
  hub = await startHub();
  app = await serveLaravel(hub.port);
});
afterEach(closePages);
afterAll(async () => {
  await app.stop();
  await hub.stop();
});

const pageOf = (user = '', broadcaster: 'pusher' | 'reverb' = 'pusher') =>
  echo(broadcaster, hub.port, { endpoint: `${app.url}/broadcasting/auth`, token: `token-of-${user}` });

describe('a Laravel application with the values of the usual examples', () => {
  test('event() in a command reaches the page that listens', async () => {
    const chat = pageOf().channel('chat');
    const message = new Promise((resolve) => chat.listen('.message.sent', resolve));
    await subscribed(below(chat));
    expect(await artisan(hub.port, ['chat:say', 'Ann', 'hello 你好'])).toEqual({ code: 0, output: '' });
    expect(await message).toMatchObject({ username: 'Ann', message: 'hello 你好' });
    const [publish] = await hub.entries('kind:publish event:message.sent 你好', 1);
    expect(publish?.detail?.sdk).toMatch(/^pusher-http-php 7\.2\./);
    expect(await hub.receipt(publish)).toMatchObject({ channels: [{ channel: 'chat', matched: 1, written: 1 }] });
  });

  test('a form is posted with X-Socket-ID: toOthers() leaves its page out', async () => {
    const [own, other] = [pageOf(), pageOf()];
    const [mine, others] = [own.channel('chat'), other.channel('chat')];
    const heard: unknown[] = [];
    mine.listen('.message.sent', (data: unknown) => heard.push(data));
    const message = new Promise((resolve) => others.listen('.message.sent', resolve));
    await Promise.all([subscribed(below(mine)), subscribed(below(others))]);
    const socketId = own.socketId() ?? '';
    const answer = await post({ username: 'Ann', message: 'to others' }, socketId);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'sent' }]);
    expect(await message).toMatchObject({ message: 'to others' });
    // The connections are served in order: what comes after proves that nothing came before.
    const marker = next(below(mine), 'marker');
    await hub.call('message.send', { app: '12345', channel: 'chat', event: 'marker', data: '1', excludeSocketId: '' });
    await marker;
    expect(heard).toEqual([]);
    const [publish] = await hub.entries('kind:publish event:message.sent "to others"', 1);
    expect(await hub.receipt(publish)).toMatchObject({
      excludedSocketId: socketId,
      channels: [{ matched: 2, excluded: 1, written: 1 }],
    });
  });

  test.each(['pusher', 'reverb'] as const)(
    'private and presence channels are signed by /broadcasting/auth (%s)',
    async (broadcaster) => {
      const ann = pageOf('ann', broadcaster);
      const orders = ann.private('orders.7');
      const warehouse = ann.join('warehouse');
      const shipped = new Promise((resolve) => orders.listen('OrderShipped', resolve));
      const seen = new Promise((resolve) => warehouse.listen('OrderShipped', resolve));
      const here = new Promise((resolve) => warehouse.here(resolve));
      await subscribed(below(orders));
      expect(await here).toEqual([{ id: 1, name: 'Ann' }]);
      expect((await artisan(hub.port, ['order:ship', '7', 'DHL'])).code).toBe(0);
      expect(await shipped).toEqual({ orderId: 7, carrier: 'DHL' });
      expect(await seen).toEqual({ orderId: 7, carrier: 'DHL' });
      ann.disconnect();
    },
  );

  test('an application that is set up for Reverb needs no other change than its settings', async () => {
    const chat = pageOf('', 'reverb').channel('chat');
    const message = new Promise((resolve) => chat.listen('.message.sent', resolve));
    await subscribed(below(chat));
    const settings = { BROADCAST_CONNECTION: 'reverb' };
    expect(await artisan(hub.port, ['chat:say', 'Ann', 'by reverb'], settings)).toEqual({ code: 0, output: '' });
    expect(await message).toMatchObject({ message: 'by reverb' });
  });

  test('who may not listen is turned away by the application, and the hub never hears of it', async () => {
    const bob = pageOf('bob').private('orders.7');
    expect(await next(below(bob), 'pusher:subscription_error')).toMatchObject({ status: 403 });
    expect(
      (await hub.call('hub.channels', undefined)).find(({ name }) => name === 'private-orders.7')?.refusals ?? 0,
    ).toBe(0);
  });

  test('a secret that differs shows on both ways: the command fails with the reason, the page is refused', async () => {
    const settings = { PUSHER_APP_SECRET: 'another_secret' };
    const command = await artisan(hub.port, ['order:ship', '8', 'UPS'], settings);
    expect(command.code).toBe(1);
    expect(command.output.replace(/\s+/g, ' ')).toContain('Invalid signature: you should have sent HmacSHA256Hex');
    const [publish] = await hub.entries('kind:refused channel:private-orders.8', 1);
    expect(publish).toMatchObject({ row: { code: 401, event: 'App\\Events\\OrderShipped' } });
    expect(publish?.detail?.stringToSign).toContain('POST\n/apps/12345/events\n');

    const wrong = await serveLaravel(hub.port, settings);
    const ann = echo('pusher', hub.port, { endpoint: `${wrong.url}/broadcasting/auth`, token: 'token-of-ann' });
    ann.private('orders.7');
    const [subscribe] = await hub.entries('kind:refused channel:private-orders.7', 1);
    expect(subscribe?.detail?.stringToSign).toBe(`${ann.socketId()}:private-orders.7`);
    await wrong.stop();
  });

  test('a key that differs fails with the key there is', async () => {
    const command = await artisan(hub.port, ['chat:say', 'Ann', 'x'], { PUSHER_APP_KEY: 'other_key' });
    expect(command.output.replace(/\s+/g, ' ')).toContain('Unknown auth_key: app 12345 has another key');
    const [refused] = await hub.entries('kind:refused channel:chat', 1);
    expect(refused?.detail).toMatchObject({ check: 'auth_key', received: 'other_key' });
  });
});

/** A form of the application's own page: with its session and its CSRF token. */
async function post(fields: object, socketId: string): Promise<Response> {
  const cookies = (await fetch(`${app.url}/chat`)).headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const token = cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length) ?? '';
  return fetch(`${app.url}/send-message`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      cookie: cookies.join('; '),
      'x-xsrf-token': decodeURIComponent(token),
      'x-socket-id': socketId,
    },
    body: JSON.stringify(fields),
  });
}
