import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';

const secret = '!ChangeThisSecret!';
const topic = 'https://example.com/orders/7';
const privateTopic = 'https://example.com/users/42';

function token(mercure: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ mercure })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** As Symfony's publisher does: a form, signed with the hub's secret. */
async function publish(hub: URL, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(new URL('/.well-known/mercure', hub), {
    method: 'POST',
    headers: { authorization: `Bearer ${token({ publish: ['*'] })}` },
    body: new URLSearchParams(fields),
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** An application's page on an origin of its own, which gives its visitor the cookie of the hub. */
async function applicationPage(): Promise<{ server: Server; url: string }> {
  const cookie = `mercureAuthorization=${token({ subscribe: [privateTopic] })}; Path=/.well-known/mercure; HttpOnly`;
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

test("a browser's own EventSource gets public, typed and private updates, and the timeline says who did", async ({
  opened: { page, hub },
}) => {
  const application = await applicationPage();
  const browser = await chromium.launch({
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [...asRoot, '--disable-gpu'],
  });
  try {
    const visitor = await browser.newPage();
    await visitor.goto(application.url);
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
  } finally {
    await browser.close();
    application.server.close();
  }
});
