import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';

/**
 * A page as tutorials for Ratchet have it, to the letter but for its port. It only listens: what is written into its form
 * goes to its application, which here hands it to the relay as its chat server would have.
 */
const chatPage = (hub: URL) =>
  readFileSync('e2e/pages/ratchet-chat.html', 'utf8').replace('ws://localhost:8080', `ws://localhost:${hub.port}`);

async function application(hub: URL): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(chatPage(hub));
      return;
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      const socket = new (await import('ws')).WebSocket(`ws://${hub.host}/`);
      await once(socket, 'open');
      socket.send(body);
      socket.close();
      response.setHeader('content-type', 'application/json');
      response.end('{"status":"sent"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}/` };
}

async function withBrowser(act: (browser: Browser) => Promise<void>): Promise<void> {
  const args = [...asRoot, '--disable-gpu'];
  const browser = await chromium.launch({ executablePath: needed('HUBBUB_CHROMIUM'), args });
  try {
    await act(browser);
  } finally {
    await browser.close();
  }
}

/** A browser's own WebSocket, with what it heard in `document.title`. */
async function joined(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        Object.assign(window, { socket });
        socket.binaryType = 'arraybuffer';
        socket.onmessage = ({ data }) => {
          document.title += typeof data === 'string' ? data : `[${new Uint8Array(data).join(' ')}]`;
        };
        socket.onclose = ({ code }) => {
          document.title += ` closed ${code}`;
        };
        socket.onopen = resolve;
      }),
    url,
  );
  return page;
}

test('the page of a Ratchet tutorial gets what its application sends to the chat', async ({
  opened: { page, hub },
}) => {
  const shop = await application(hub);
  try {
    await withBrowser(async (browser) => {
      const visitor = await browser.newPage();
      const isOpen = visitor.waitForEvent('console', (message) => message.text().includes('WebSocket'));
      await visitor.goto(shop.url);
      await isOpen;
      await visitor.fill('#username', 'Anna');
      await visitor.fill('#message', '你好 <b>x</b>');
      await visitor.click('button[type=submit]');
      await expect(visitor.locator('#messages')).toHaveText('Anna: 你好 <b>x</b>');
      await expect(rowsOf(page).filter({ hasText: '你好' }).first()).toBeVisible();
    });
  } finally {
    shop.server.close();
  }
});

test('two browsers talk through a room, and a third is told apart and ended', async ({ opened: { page, hub } }) => {
  await withBrowser(async (browser) => {
    const room = `ws://${hub.host}/chat`;
    const [anna, ben] = [await joined(browser, room), await joined(browser, room)];
    const other = await joined(browser, `ws://${hub.host}/news`);
    await anna.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.send('{"type":"typing","by":"anna"}');
      socket.send(new Uint8Array([0, 255]));
    });
    await expect.poll(() => ben.title()).toBe('{"type":"typing","by":"anna"}[0 255]');
    expect(await anna.title()).toBe('');
    expect(await other.title()).toBe('');

    await rowsOf(page).filter({ hasText: 'typing' }).first().click();
    await page.getByRole('tab', { name: /^Delivery/ }).click();
    const receipt = page.getByRole('region', { name: 'Receipt' });
    await expect(receipt.locator('[data-state]').first()).toContainText(/written|excluded/);
    await expect(receipt).toContainText('relay-');
  });
});

test('the relay is set on the screen, by keyboard, and does so at once', async ({ opened: { page, hub } }, info) => {
  // axe reads the whole of the settings, four times.
  test.slow();
  await withBrowser(async (browser) => {
    const anna = await joined(browser, `ws://${hub.host}/chat`);
    await page.keyboard.press('Control+Comma');
    await page.getByRole('region', { name: 'Relay' }).getByRole('radio', { name: 'the sender' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Who gets a message was changed.').first()).toBeVisible();
    await anna.evaluate(() => (window as unknown as { socket: WebSocket }).socket.send('again'));
    await expect.poll(() => anna.title()).toBe('again');

    await page.getByRole('button', { name: 'Add reply' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Add reply' });
    await form.getByRole('textbox', { name: 'Message' }).fill('*ping*');
    await form.getByRole('textbox', { name: 'Reply' }).fill('pong to {message}');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('reply-form.png') });
    await form.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByRole('cell', { name: 'pong to {message}' })).toBeVisible();
    await anna.evaluate(() => (window as unknown as { socket: WebSocket }).socket.send('ping 1'));
    await expect.poll(() => anna.title()).toBe('againping 1pong to ping 1');

    const origins = page.getByRole('textbox', { name: 'Origins' });
    await origins.fill('shop.test');
    await origins.press('Enter');
    await expect(page.getByText('default: any')).toBeVisible();
    for (const theme of ['Light', 'Dark'] as const) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByRole('radio', { name: theme }).focus();
      await page.keyboard.press('Space');
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
      for (const size of [
        { width: 1280, height: 800 },
        { width: 640, height: 400 },
      ]) {
        await page.setViewportSize(size);
        await page.getByRole('heading', { name: 'Relay' }).scrollIntoViewIfNeeded();
        expect(await axeFindings(page)).toEqual([]);
        await page.screenshot({ path: info.outputPath(`relay-${theme}-${size.width}.png`) });
      }
    }
  });
});
