import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ServedEngine, serve } from '../e2e/support/served-engine';
import { openBrowser } from './support/browser';
import type { Served } from './support/php';
import { laravelApp } from './support/php';
import { type Redis, startRedis } from './support/redis';

const modules = createRequire(import.meta.url);
const scripts = {
  '/assets/pusher.js': join(dirname(modules.resolve('pusher-js/package.json')), 'dist/web/pusher.min.js'),
  '/assets/echo.js': join(dirname(modules.resolve('laravel-echo')), 'echo.iife.js'),
};

let dataDir = '';
let hub: ServedEngine;
let port = 0;
let redis: Redis;
let app: Served;
let browser: Browser;
/** Broadcasts wait on Redis for a worker. */
const queued = () => ({ QUEUE_CONNECTION: 'redis', REDIS_PORT: String(redis.port) });
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-page-'));
  [hub, redis, browser] = await Promise.all([serve(dataDir), startRedis(), openBrowser()]);
  port = Number(hub.hub.port);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([redis.stop(), hub.stop()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** The application's own page, signed in as somebody or as nobody, once it is subscribed to what it listens to. */
async function visit(name = '', site = app): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  for (const [path, file] of Object.entries(scripts))
    await page.route(`**${path}`, (route) => route.fulfill({ path: file }));
  await page.goto(`${site.url}/chat${name === '' ? '' : `/${name}`}`);
  await page.waitForFunction(
    (count) => {
      const { channels } = (window as unknown as PageWindow).echo.connector;
      const all = Object.values(channels);
      return (
        all.length === count &&
        all.every(({ subscription }) => subscription.subscribed || subscription.subscriptionPending === false)
      );
    },
    name === '' ? 1 : 4,
  );
  return page;
}
interface PageWindow {
  echo: {
    connector: {
      pusher: { connection: { state: string } };
      channels: Record<string, { subscription: { subscribed: boolean; subscriptionPending: boolean } }>;
    };
  };
  warehouse: { whisper(event: string, data: object): void };
}

const lines = (page: Page, id: string) => page.locator(`#${id} div`).allTextContents();
const shows = (page: Page, id: string, texts: readonly string[]) =>
  expect.poll(() => lines(page, id), { timeout: 10_000 }).toEqual(texts);

/** Fills in the page's form; the status it was answered with. */
async function send(page: Page, message: string): Promise<string> {
  await page.evaluate(() => {
    document.title = 'waiting';
  });
  await page.fill('#message', message);
  await page.click('button');
  await page.waitForFunction(() => document.title.startsWith('answered'));
  return page.title();
}

describe.each([
  ['Laravel 11 with pusher-php-server 7.2', 'laravel'],
  ['Laravel 8 with pusher-php-server 4.1', 'laravel-8'],
])('the page of an application on %s in a browser', (_versions, folder) => {
  const { artisan, serve: serveLaravel } = laravelApp(folder);
  beforeAll(async () => {
    app = await serveLaravel(port);
  });
  afterAll(() => app.stop());

  test('a message of the public chat reaches the other page and not its own: toOthers()', async () => {
    const [ann, guest] = [await visit('ann'), await visit()];
    expect(await send(ann, 'hello 你好')).toBe('answered 200');
    await shows(guest, 'messages', ['Ann: hello 你好']);
    expect(await send(guest, 'back')).toBe('answered 200');
    await shows(ann, 'messages', ['Guest: back']);
    expect(await lines(guest, 'messages')).toEqual(['Ann: hello 你好']);
  });

  test('its session lets it into private and presence channels by its own /broadcasting/auth, or does not', async () => {
    const ann = await visit('ann');
    await shows(ann, 'here', ['Ann']);
    expect((await artisan(port, ['order:ship', '7', 'DHL'])).code).toBe(0);
    await shows(ann, 'orders', ['DHL']);
    const bob = await visit('bob');
    await shows(bob, 'orders', ['refused 403']);
    await shows(ann, 'here', ['Ann', '+Bob']);
    await bob.context().close();
    await shows(ann, 'here', ['Ann', '+Bob', '-Bob']);
  });

  test('a whisper reaches the others, a notification the one it is for', async () => {
    const [ann, bob] = [await visit('ann'), await visit('bob')];
    await shows(bob, 'here', ['Ann, Bob']);
    await bob.evaluate(() => (window as unknown as PageWindow).warehouse.whisper('typing', { name: 'Bob' }));
    await shows(ann, 'typing', ['Bob']);
    expect((await artisan(port, ['invoice:pay', '1', 'paid'])).code).toBe(0);
    await shows(ann, 'notifications', ['App\\Notifications\\InvoicePaid: paid']);
    expect(await lines(bob, 'notifications')).toEqual([]);
    expect(await lines(bob, 'typing')).toEqual([]);
  });

  test('without a queue worker nothing arrives although the application says sent; with one it does', async () => {
    const site = await serveLaravel(port, queued());
    const [ann, guest] = [await visit('ann', site), await visit('', site)];
    expect(await send(ann, 'queued')).toBe('answered 200');
    // What goes out after it and is not queued comes: so the other is not on its way.
    expect((await artisan(port, ['chat:say', 'Eve', 'at once'])).code).toBe(0);
    await shows(guest, 'messages', ['Eve: at once']);
    expect((await artisan(port, ['queue:work', '--stop-when-empty'], queued())).code).toBe(0);
    await shows(guest, 'messages', ['Eve: at once', 'Ann: queued']);
    await site.stop();
  });

  test('the hub goes down and comes up again: the page is back by itself', { timeout: 60_000 }, async () => {
    const [ann, guest] = [await visit('ann'), await visit()];
    await hub.stop();
    // pusher-js is told to come back at once, finds nobody, and tries again by itself.
    expect(await send(ann, 'into nothing')).toBe('answered 500');
    hub = await serve(dataDir, ['--listen', `127.0.0.1:${port}`, '--dashboard', '127.0.0.1:0']);
    for (const page of [ann, guest]) {
      await page.waitForFunction(
        () => (window as unknown as PageWindow).echo.connector.pusher.connection.state === 'connected',
        undefined,
        { timeout: 25_000 },
      );
    }
    await shows(ann, 'here', ['Ann', 'Ann']);
    await expect
      .poll(async () => (await send(ann, 'again')) === 'answered 200' && (await lines(guest, 'messages')).length > 0, {
        timeout: 15_000,
      })
      .toBe(true);
    expect(await lines(guest, 'messages')).toContain('Ann: again');
  });
});
