import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrowser } from './support/browser';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Served } from './support/php';
import { artisan, freePort, serveLaravel } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

const modules = createRequire(import.meta.url);
const scriptOf = (name: string) => join(dirname(modules.resolve(`${name}/package.json`)), 'dist/socket.io.js');
const echoScript = join(dirname(modules.resolve('laravel-echo')), 'echo.iife.js');

let redis: Redis;
let app: Served;
let hub: Hub;
let browser: Browser;
let port = 0;
const settings = () => ({ BROADCAST_CONNECTION: 'redis', REDIS_PORT: String(redis.port) });
beforeAll(async () => {
  redis = await startRedis();
  port = await freePort();
  app = await serveLaravel(port, settings());
  const source = ['--source-redis', `redis://127.0.0.1:${redis.port}/laravel_database_*`];
  const auth = ['--socketio-auth', `${app.url}/broadcasting/auth`];
  [hub, browser] = await Promise.all([startHub(['--listen', `127.0.0.1:${port}`, ...source, ...auth]), openBrowser()]);
});
afterEach(async () => {
  // Who polls and is gone between two polls is missed after a heartbeat only.
  for (const page of browser.contexts().flatMap((context) => context.pages())) await disconnect(page);
  const left = async () => expect(await hub.call('hub.connections', undefined)).toEqual([]);
  await vi.waitFor(left, { timeout: 10_000 });
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await Promise.all([browser?.close(), hub?.stop(), app?.stop()]);
  await redis?.stop();
});

/** The hub in the place of laravel-echo-server, for the client that asks for and for today's; WebSocket and long polling. */
describe.each([
  ['socket.io-client-2', 'websocket'],
  ['socket.io-client', 'websocket'],
  ['socket.io-client-2', 'polling'],
  ['socket.io-client', 'polling'],
])(
  "the page of a Laravel application in a browser, with Echo's socket.io broadcaster and %s over %s",
  (name, transport) => {
    /** The application's own page, signed in as somebody or as nobody, once the hub has all it listens to. */
    async function visit(user = ''): Promise<Page> {
      const page = await (await browser.newContext()).newPage();
      // Without it the browser says nothing of WebSocket to the page, and the client stays with long polling.
      if (transport === 'polling') await page.addInitScript(() => Reflect.deleteProperty(window, 'WebSocket'));
      await page.route('**/assets/socket.io.js', (route) => route.fulfill({ path: scriptOf(name) }));
      await page.route('**/assets/echo.js', (route) => route.fulfill({ path: echoScript }));
      await page.goto(`${app.url}/chat${user === '' ? '' : `/${user}`}`);
      await page.waitForFunction(() => (window as unknown as PageWindow).echo.socketId() !== undefined);
      const id = await page.evaluate(() => (window as unknown as PageWindow).echo.socketId());
      // Its namespace, and of its channels those it may listen to.
      const count = { '': 2, ann: 5, bob: 4 }[user] ?? 0;
      await hub.entries(`kind:subscribe client:${id}`, count);
      return page;
    }

    test('a message of the public chat reaches the other page and not its own: toOthers()', async () => {
      const [ann, guest] = [await visit('ann'), await visit()];
      expect(await send(ann, 'hello 你好')).toBe('answered 200');
      await shows(guest, 'messages', ['Ann: hello 你好']);
      expect(await send(guest, 'back')).toBe('answered 200');
      await shows(ann, 'messages', ['Guest: back']);
      expect(await lines(guest, 'messages')).toEqual(['Ann: hello 你好']);
    });

    test('the cookie of its session, which the hub passes on, lets it into private and presence channels, or does not', async () => {
      const ann = await visit('ann');
      await shows(ann, 'here', ['Ann']);
      expect((await artisan(port, ['order:ship', '7', 'DHL'], settings())).code).toBe(0);
      await shows(ann, 'orders', ['DHL']);
      const bob = await visit('bob');
      const id = await bob.evaluate(() => (window as unknown as PageWindow).echo.socketId());
      const [refused] = await hub.entries(`kind:refused client:${id}`, 1);
      expect(refused?.row).toMatchObject({ channel: 'private-orders.7', code: 403 });
      await shows(ann, 'here', ['Ann', '+Bob']);
      await (transport === 'polling' ? disconnect(bob) : bob.context().close());
      await shows(ann, 'here', ['Ann', '+Bob', '-Bob']);
    });

    test('a whisper reaches the others, a notification the one it is for', async () => {
      const [ann, bob] = [await visit('ann'), await visit('bob')];
      await shows(bob, 'here', ['Bob, Ann']);
      await bob.evaluate(() => (window as unknown as PageWindow).warehouse.whisper('typing', { name: 'Bob' }));
      await shows(ann, 'typing', ['Bob']);
      expect((await artisan(port, ['invoice:pay', '1', 'paid'], settings())).code).toBe(0);
      await shows(ann, 'notifications', ['App\\Notifications\\InvoicePaid: paid']);
      expect(await lines(bob, 'notifications')).toEqual([]);
      expect(await lines(bob, 'typing')).toEqual([]);
    });
  },
);

interface PageWindow {
  echo: { socketId(): string | undefined; disconnect(): void };
  warehouse: { whisper(event: string, data: object): void };
}

const disconnect = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).echo.disconnect());

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
