import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Served } from './support/php';
import { run } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';
import type { Erratum } from './support/seed-errata';
import { readErrata } from './support/seed-errata';
import { type SeedApp, seedLaravel } from './support/seed-laravel';
import { seedSymfony, servePage } from './support/seed-symfony';

let browser: Browser;
let hub: Hub;
let redis: Redis;
const sites: Served[] = [];
beforeAll(async () => {
  redis = await startRedis();
  const relay = ['--relay-redis', `redis://127.0.0.1:${redis.port}/chat_messages`];
  [browser, hub] = await Promise.all([openBrowser(), startHub(relay)]);
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.stop();
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await Promise.all([browser.close(), hub.stop()]);
  await redis.stop();
});

interface Visit {
  readonly page: Page;
  /** What the page threw, in order. */
  readonly thrown: string[];
}

/** The chat of the samples in a browser, built and served with the hub's port in place of the sample's. */
async function visit(app: SeedApp): Promise<Visit> {
  const port = String(hub.port);
  await app.page({ VITE_PUSHER_PORT: port });
  const site = await app.serve({ PUSHER_PORT: port });
  sites.push(site);
  const page = await (await browser.newContext()).newPage();
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  await page.goto(`${site.url}/chat`);
  return { page, thrown };
}

async function say(page: Page, username: string, message: string): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#message').fill(message);
  await page.getByRole('button', { name: '发送' }).click();
}

describe('the samples for Laravel', async () => {
  const errata = await readErrata('laravel');
  const without = (one: Erratum) => errata.filter((other) => other !== one);
  const named = (words: string) => errata.find(({ title }) => title.includes(words)) as Erratum;

  test('with the listed changes and no others a message goes from the form to every page', async () => {
    const first = await visit(await seedLaravel('laravel', errata));
    const second = await (await browser.newContext()).newPage();
    await second.goto(first.page.url());
    await expect
      .poll(async () => (await hub.call('hub.channels', undefined)).map(({ name, subscribers }) => [name, subscribers]))
      .toEqual([['chat', 2]]);
    await say(first.page, '小明', '你好');
    for (const page of [first.page, second]) {
      await expect
        .poll(() => page.locator('#messages div').allTextContents())
        .toEqual([expect.stringMatching(/^小明: 你好 \(\d{4}-/)]);
    }
    const [publish] = await hub.entries('kind:publish event:message.sent', 1);
    expect(publish?.row.channel).toBe('chat');
    expect(first.thrown).toEqual([]);
  });

  test('each change is needed: without BROADCAST_CONNECTION the driver is null', async () => {
    const change = named('another variable');
    const { dir } = await seedLaravel('laravel-driver', without(change));
    const { output } = await run('php', ['artisan', '--no-ansi', 'config:show', 'broadcasting.default'], dir);
    expect(output.replaceAll(/\.{2,}/g, '...')).toContain(change.error);
  });

  test.each([
    ['without a key', false],
    ['the class, not its instance', false],
    ['a token that the page does not have', true],
  ])('each change is needed: %s', async (words, isOnSend) => {
    const change = named(words);
    const { page, thrown } = await visit(await seedLaravel('laravel-broken', without(change)));
    if (isOnSend) await say(page, 'Ann', 'hello');
    await expect.poll(() => thrown.join('\n')).toContain(change.error);
  });
});

describe('the samples for Mercure', async () => {
  const errata = await readErrata('mercure');
  const hubUrl = () => `http://127.0.0.1:${hub.port}/.well-known/mercure`;

  test('with the listed change the controller publishes, and the page as it stands shows it', async () => {
    // The page asks for port 80, which is not everybody's to listen on: the browser is told where that is.
    const mapped = await openBrowser([`--host-resolver-rules=MAP localhost:80 127.0.0.1:${hub.port}`]);
    const { url, server } = await servePage();
    try {
      const page = await mapped.newPage();
      await page.goto(url);
      await expect
        .poll(
          async () =>
            (await hub.call('hub.connections', undefined)).filter(({ protocol }) => protocol === 'mercure').length,
        )
        .toBe(1);
      const site = await (await seedSymfony('symfony', 'mercure', errata, { MERCURE_URL: hubUrl() })).serve();
      sites.push(site);
      const answer = await fetch(`${site.url}/notify`, { method: 'POST' });
      expect([answer.status, await answer.text()]).toEqual([202, '通知已发送！']);
      const lines = page.locator('#notifications div');
      await expect
        .poll(() => lines.allTextContents())
        .toEqual([expect.stringMatching(/^\[[\d:]+\] Symfony App: Hello from Symfony Mercure!$/)]);
    } finally {
      server.close();
      await mapped.close();
    }
  });

  test('the change is needed: without it the secret is too short', async () => {
    const site = await (await seedSymfony('symfony-short', 'mercure', [], { MERCURE_URL: hubUrl() })).serve();
    sites.push(site);
    expect((await fetch(`${site.url}/notify`, { method: 'POST' })).status).toBe(500);
    await expect.poll(() => site.output()).toContain(errata[0]?.error);
  });
});

describe("the samples for Ratchet's chat, with the relay in the place of its server", async () => {
  const errata = await readErrata('chat');
  const settings = () => ({
    MESSENGER_TRANSPORT_DSN: `redis://127.0.0.1:${redis.port}/messages`,
    REDIS_PORT: String(redis.port),
  });

  test('from the form through Messenger, Redis and a consumer to every page', async () => {
    const app = await seedSymfony('symfony-chat', 'chat', errata, settings());
    const site = await app.serve();
    sites.push(site);
    // The pages ask for port 8080, which the hub has where it is free.
    const mapped = await openBrowser([`--host-resolver-rules=MAP localhost:8080 127.0.0.1:${hub.port}`]);
    try {
      const pages = [await mapped.newPage(), await mapped.newPage()] as const;
      for (const page of pages) await page.goto(`${site.url}/chat.html`);
      const relayed = async () =>
        (await hub.call('hub.connections', undefined)).filter(({ protocol }) => protocol === 'relay').length;
      await expect.poll(relayed).toBe(2);
      await say(pages[0], '小红', '你好');
      await expect.poll(() => pages[0].locator('#message').inputValue()).toBe('');
      // Until somebody consumes, it waits in the stream.
      expect(await hub.entries('kind:publish "小红"', 0)).toEqual([]);
      const worker = await app.console('messenger:consume', 'chat', '--limit=1', '--time-limit=20');
      expect(worker.code, worker.output).toBe(0);
      for (const page of pages) {
        await expect.poll(() => page.locator('#messages div').allTextContents()).toEqual(['小红: 你好']);
      }
      const [publish] = await hub.entries('kind:publish "小红"', 1);
      expect(publish).toMatchObject({ row: { protocol: 'relay', matched: 2 }, detail: { name: 'chat_messages' } });
    } finally {
      await mapped.close();
    }
  });

  test('the change is needed: without it there is no such message', async () => {
    const site = await (await seedSymfony('symfony-chat-left-out', 'chat', [], settings())).serve();
    sites.push(site);
    const body = JSON.stringify({ username: 'Ann', message: 'hello' });
    expect((await fetch(`${site.url}/api/send-chat-message`, { method: 'POST', body })).status).toBe(500);
    await expect.poll(() => site.output()).toContain(errata[0]?.error);
  });
});
