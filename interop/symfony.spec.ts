import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Served } from './support/php';
import { endProcess } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';
import type { SymfonyApp } from './support/symfony';
import { clearCache, symfony } from './support/symfony';

let hub: Hub;
let redis: Redis;
let app: SymfonyApp;
let site: Served;
let browser: Browser;
beforeAll(async () => {
  await clearCache();
  [hub, redis, browser] = await Promise.all([startHub(), startRedis(), openBrowser()]);
  app = symfony(hubUrl(), redis.port);
  site = await app.serve();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await Promise.all([browser.close(), site.stop()]);
  await Promise.all([redis.stop(), hub.stop()]);
});

const hubUrl = (host = '127.0.0.1') => `http://${host}:${hub.port}/.well-known/mercure`;
const notifications = 'http://example.com/notifications';
const topicOf = (user: string) => `http://example.com/users/${user}/notifications`;

/** The application's page, once its EventSource is open. */
async function visit(user = ''): Promise<Page> {
  const httpCredentials = { username: user, password: `secret-of-${user}` };
  const context = await browser.newContext(user === '' ? {} : { httpCredentials });
  const page = await context.newPage();
  await page.goto(`${site.url}${user === '' ? '/' : '/me'}`);
  await page.waitForFunction(() => document.title === 'open');
  return page;
}

/** What the page has shown, once there is so much of it. */
async function shown(page: Page, count: number): Promise<readonly string[]> {
  const lines = page.locator('#notifications div');
  await expect.poll(() => lines.count(), { timeout: 5_000 }).toBe(count);
  return lines.allTextContents();
}

async function post(path: string): Promise<string> {
  const answer = await fetch(`${site.url}${path}`, { method: 'POST' });
  const text = await answer.text();
  expect(answer.status, text).toBe(202);
  return text;
}

describe('a Symfony application written from the usual samples', () => {
  test('an update from a controller reaches the page, and the timeline has it whole', async () => {
    const page = await visit();
    expect(await post('/notify')).toBe('通知已发送！');
    expect(await shown(page, 1)).toEqual(['Symfony App: Hello from Symfony Mercure!']);
    const [publish] = await hub.entries(`kind:publish channel:${notifications} "Hello from Symfony"`, 1);
    expect(publish?.detail).toMatchObject({
      sdk: 'Symfony HttpClient/Curl',
      tokenFrom: 'the Authorization header',
      tokenClaims: { mercure: { publish: ['*'], subscribe: [] } },
    });
    expect(JSON.stringify(publish)).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(await hub.receipt(publish)).toMatchObject({
      channels: [{ channel: notifications, matched: 1, written: 1 }],
    });
  });

  test('the same update as `hubbub tail` prints it', async () => {
    await post('/notify');
    const args = ['out/cli/hubbub.js', 'tail', 'kind:publish', '--data', hub.dataDir, '--json', '--last', '1'];
    const tail = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(tail.stdout), 'line')) as [string];
    await endProcess(tail);
    expect(JSON.parse(line)).toMatchObject({ protocol: 'mercure', channel: notifications });
  });

  test('a private update goes to the user whose cookie grants it, and the receipt says so of the other', async () => {
    const [ann, bob] = [await visit('ann'), await visit('bob')];
    const id = await post('/notify/ann');
    await post('/notify/bob');
    expect(await shown(ann, 1)).toEqual(['Symfony App: For ann alone']);
    expect(await shown(bob, 1)).toEqual(['Symfony App: For bob alone']);
    expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    const [publish] = await hub.entries(`kind:publish channel:${topicOf('ann')}`, 1);
    expect(publish?.detail).toMatchObject({ id, isPrivate: true });
    const [stream] = await hub.entries(`kind:connection "Subscribed to" users/ann`, 1);
    expect(stream?.detail?.tokenFrom).toBe('a cookie');
    // lcobucci/jwt writes fractions of a second.
    expect(JSON.stringify(stream?.detail?.tokenClaims)).toMatch(/"exp":\d+\.\d+/);
  });

  test('a page finds the hub by the Link header of its resource, and hears of it through Messenger', async () => {
    const answer = await fetch(`${site.url}/orders/7`);
    expect(answer.headers.get('link')).toBe(`<${hubUrl()}>; rel="mercure"`);
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${site.url}/orders/7/follow`);
    await page.waitForFunction(() => document.title === 'open');
    await post('/orders/7/ship');
    const worker = await app.console('messenger:consume', 'updates', '--limit=1', '--time-limit=20');
    expect(worker.code, worker.output).toBe(0);
    expect(await shown(page, 1)).toEqual(['shipped with DHL']);
    const [stream] = await hub.entries('kind:connection "Subscribed to http://example.com/orders/7 without"', 1);
    expect(stream?.detail).toMatchObject({ origin: site.url, userAgent: expect.stringContaining('Chrome') });
    const [publish] = await hub.entries('kind:publish event:shipped', 1);
    expect(await hub.receipt(publish)).toMatchObject({
      channels: [{ channel: 'http://example.com/orders/7', matched: 1, written: 1 }],
    });
    // The same resource, as a session of ours finds its hub by it.
    const { url } = site;
    const watched = spawn(process.execPath, ['out/cli/hubbub.js', 'watch', `mercure+${url}/orders/7`, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface(watched.stdout);
      const heard = new Promise<string>((resolve) => {
        lines.on('line', (line) => (JSON.parse(line).channel === `${url}/orders/7` ? resolve(line) : undefined));
      });
      expect(JSON.parse(await heard)).toMatchObject({ kind: 'subscribe' });
    } finally {
      await endProcess(watched);
    }
  });

  test('a message waits in Redis until a worker publishes its update', async () => {
    const page = await visit();
    await post('/orders/7/ship');
    await post('/notify-later');
    // That of the test before.
    await hub.entries('kind:publish event:shipped', 1);
    const worker = await app.console('messenger:consume', 'updates', '--limit=2', '--time-limit=20');
    expect(worker.code, worker.output).toBe(0);
    expect(await shown(page, 2)).toEqual(['order 7 shipped with DHL', 'Symfony App: Sent by a worker']);
    const [, publish] = await hub.entries('kind:publish event:shipped', 2);
    expect(await hub.receipt(publish)).toMatchObject({
      channels: [{ channel: 'http://example.com/orders/7', matched: 1, written: 1 }],
    });
  });

  test('the secret of the samples is too short for PHP, and nothing is ever sent', async () => {
    const before = await fetch(`http://127.0.0.1:${hub.port}/mercure/metrics`).then((answer) => answer.text());
    const short = await symfony(hubUrl(), redis.port, { MERCURE_JWT_SECRET: '!ChangeThisSecret!' }).serve();
    const answer = await fetch(`${short.url}/notify`, { method: 'POST' });
    expect(answer.status).toBe(500);
    await short.stop();
    expect(short.output()).toContain('Key provided is shorter than 256 bits, only 144 bits provided');
    const after = await fetch(`http://127.0.0.1:${hub.port}/mercure/metrics`).then((reply) => reply.text());
    const updates = (text: string) => /^mercure_updates_total (\d+)$/m.exec(text)?.[1];
    expect(updates(after)).toBe(updates(before));
    expect(updates(after)).toBeDefined();
  });

  test('a page on localhost with its hub on 127.0.0.1 fails in the cookie helper', async () => {
    const { port } = new URL(site.url);
    const authorization = `Basic ${Buffer.from('ann:secret-of-ann').toString('base64')}`;
    const asked = get({ host: '127.0.0.1', port, headers: { host: `localhost:${port}`, authorization } });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(500);
    expect(site.output()).toContain('second-level domain');
  });

  test('a secret that differs is refused with the reason, and the entry names what to compare', async () => {
    const wrong = symfony(hubUrl(), redis.port, { MERCURE_JWT_SECRET: 'x'.repeat(40) });
    const other = await wrong.serve();
    expect((await fetch(`${other.url}/notify`, { method: 'POST' })).status).toBe(500);
    await other.stop();
    const [refused] = await hub.entries('kind:refused', 1);
    expect(refused).toMatchObject({ row: { code: 401, channel: notifications }, detail: { check: 'signature' } });
    expect(refused?.detail?.hint).toContain('MERCURE_JWT_SECRET');
  });
});
