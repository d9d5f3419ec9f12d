import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';
import { mercureToken } from './support/mercure';

const topic = 'https://example.com/orders/7';
const privateTopic = 'https://example.com/users/42';

/** As Symfony's publisher does: a form, signed with the hub's secret. */
async function publish(hub: URL, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(new URL('/.well-known/mercure', hub), {
    method: 'POST',
    headers: { authorization: `Bearer ${mercureToken({ publish: ['*'] })}` },
    body: new URLSearchParams(fields),
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** An application's page on an origin of its own, which gives its visitor the cookie of the hub. */
async function applicationPage(): Promise<{ server: Server; url: string }> {
  const cookie = `mercureAuthorization=${mercureToken({ subscribe: [privateTopic] })}; Path=/.well-known/mercure; HttpOnly`;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('set-cookie', cookie);
    response.end('<!doctype html><title>Shop</title><ul id="got"></ul>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Subscribes with the browser's own EventSource, and lists what comes. */
async function listen(page: Page, hub: URL): Promise<void> {
  await page.evaluate(
    ([address, ...topics]) => {
      const url = new URL('/.well-known/mercure', address);
      for (const one of topics) url.searchParams.append('topic', one);
      const source = new EventSource(url, { withCredentials: true });
      const list = (words: string) => {
        const item = document.createElement('li');
        item.textContent = words;
        document.getElementById('got')?.append(item);
      };
      source.onmessage = ({ data }) => list(`message ${data}`);
      source.addEventListener('shipped', ({ data }) => list(`shipped ${data}`));
      return new Promise((resolve) => {
        source.onopen = resolve;
      });
    },
    [hub.href, topic, privateTopic] as const,
  );
}

/** A visitor of the application with a browser of their own, closed with the test. */
const withVisitor = test.extend<{ visitor: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  visitor: async ({}, use) => {
    const application = await applicationPage();
    const executablePath = needed('HUBBUB_CHROMIUM');
    const browser = await chromium.launch({ executablePath, args: [...asRoot, '--disable-gpu'] });
    const visitor = await browser.newPage();
    await visitor.goto(application.url);
    await use(visitor);
    await browser.close();
    application.server.close();
  },
});

withVisitor(
  "a browser's own EventSource gets public, typed and private updates, and the timeline says who did",
  async ({ opened: { page, hub }, visitor }) => {
    await listen(visitor, hub);
    const id = await publish(hub, { topic, data: 'packed' });
    expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    await publish(hub, { topic, data: 'on its way', type: 'shipped' });
    await publish(hub, { topic: privateTopic, data: 'for Anna alone', private: 'on' });
    await publish(hub, { topic: 'https://example.com/users/43', data: 'for somebody else', private: 'on' });
    await expect(visitor.locator('#got li')).toHaveText([
      'message packed',
      'shipped on its way',
      'message for Anna alone',
    ]);

    const updates = rowsOf(page).filter({ hasText: 'orders/7' });
    await expect(updates.first()).toBeVisible();
    await rowsOf(page).filter({ hasText: 'users/42' }).filter({ hasText: 'Out' }).first().click();
    await page.getByRole('tab', { name: /^Delivery/ }).click();
    const receipt = page.getByRole('region', { name: 'Receipt' });
    await expect(receipt.locator('[data-state]').first()).toContainText('written');
  },
);

withVisitor(
  'an EventSource that was cut off comes back by itself, with its cookie, and gets what it missed',
  async ({ opened: { page, hub }, visitor }) => {
    await listen(visitor, hub);
    // Long enough for what follows to be missed.
    await publish(hub, { topic, data: 'packed', id: 'urn:last', retry: '4000' });
    await expect(visitor.locator('#got li')).toHaveText(['message packed']);
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Clients' }).click();
    await page
      .getByRole('row', { name: /Chrome/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Disconnect, may return' }).press('Enter');
    await expect(page.getByRole('radio', { name: /Closed 1/ })).toBeVisible();
    await publish(hub, { topic: privateTopic, data: 'for Anna alone', private: 'on' });
    await publish(hub, { topic, data: 'on its way', type: 'shipped' });
    await expect(visitor.locator('#got li')).toHaveText([
      'message packed',
      'message for Anna alone',
      'shipped on its way',
    ]);

    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Live' }).click();
    await rowsOf(page).filter({ hasText: 'Subscribed to' }).nth(1).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect(inspector.getByRole('region', { name: 'Subscriber' }).getByText('urn:last')).toBeVisible();
    await expect(
      inspector.getByRole('region', { name: 'Token', exact: true }).getByText('✓ in a cookie'),
    ).toBeVisible();
  },
);

/** A stream of somebody who is no browser. */
async function open(hub: URL, asked: string, granted: readonly string[] | null): Promise<AbortController> {
  const controller = new AbortController();
  const url = new URL('/.well-known/mercure', hub);
  url.searchParams.append('topic', asked);
  const headers: HeadersInit =
    granted === null ? {} : { authorization: `Bearer ${mercureToken({ subscribe: granted })}` };
  const answer = await fetch(url, { headers, signal: controller.signal });
  expect(answer.status).toBe(200);
  return controller;
}

test('a private update lists who got it, who may not, and who asked for something else', async ({
  opened: { page, hub },
}) => {
  const streams = [
    await open(hub, 'https://example.com/users/{id}', [privateTopic]),
    await open(hub, privateTopic, ['https://example.com/users/43']),
    await open(hub, '*', null),
    await open(hub, topic, [privateTopic]),
  ];
  await publish(hub, { topic: privateTopic, data: 'for Anna alone', private: 'on' });
  await rowsOf(page).filter({ hasText: 'users/42' }).filter({ hasText: 'Publish' }).first().click();
  await page.getByRole('tab', { name: /^Delivery/ }).click();
  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt.locator('[data-state]')).toHaveCount(1);
  await expect(receipt.locator('[data-state]')).toContainText('written');
  await expect(receipt.getByText(/users\/42: matched, token has no grant$/)).toHaveCount(1);
  await expect(receipt.getByText(/asked for \*: matched, token has no grant$/)).toHaveCount(1);
  await expect(receipt.getByText(/orders\/7: topic does not match$/)).toHaveCount(1);
  for (const stream of streams) stream.abort();
});
