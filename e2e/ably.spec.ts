import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import Ably from 'ably';
import { axeFindings } from './support/axe';
import { rowsOf, subscribe } from './support/clients';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';

const key = '12345.your_app_key:your_app_secret';
const library = 'node_modules/ably/build/ably.min.js';

/** An application: its page, which asks it for a token, and the token request it signs with its key. */
async function application(hub: URL) {
  const rest = new Ably.Rest({ key, endpoint: hub.hostname, port: Number(hub.port), tls: false });
  const page = `<!doctype html><title>waiting</title><script src="/ably.js"></script><script>
    const ably = new Ably.Realtime({ authUrl: '/token', endpoint: '${hub.hostname}', port: ${hub.port}, tls: false });
    const channel = ably.channels.get('presence:room');
    channel.subscribe(({ name, data }) => { document.title = name + ' ' + JSON.stringify(data); });
    channel.presence.enter({ from: 'a browser' });
  </script>`;
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/token')) {
      const asked = await rest.auth.createTokenRequest({ clientId: 'ada' });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(asked));
    } else if (request.url === '/ably.js') {
      createReadStream(library).pipe(response.setHeader('content-type', 'text/javascript'));
    } else {
      response.setHeader('content-type', 'text/html').end(page);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { rest, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test('a page with ably-js, with a token of its application, and one with pusher-js hear the same publish', async ({
  opened: { page, hub },
}, info) => {
  const { rest, server, url } = await application(hub);
  const browser = await chromium.launch({
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [...asRoot, '--disable-gpu'],
  });
  const tab = await browser.newPage();
  await tab.goto(url);
  await expect(rowsOf(page).filter({ hasText: 'ada entered.' }).first()).toBeVisible();
  const { client } = await subscribe(hub, 'orders');
  await rest.channels.get('presence:room').publish('said', { id: 7 });
  await expect.poll(() => tab.title()).toBe('said {"id":7}');
  await rest.channels.get('public:orders').publish('OrderShipped', { id: 8 });
  const row = rowsOf(page).filter({ hasText: 'public:orders' }).first();
  await row.click();
  await expect(page.getByText('public channel orders')).toBeVisible();
  await expect(page.getByText('MessagePack').first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `out/screens/ably-${colorScheme}-${info.project.name}.png` });
  }
  const wrong = new Ably.Rest({
    key: key.replace('your_app_secret', 'other'),
    endpoint: hub.hostname,
    port: Number(hub.port),
    tls: false,
  });
  await expect(wrong.channels.get('public:orders').publish('x', 'y')).rejects.toMatchObject({ code: 40101 });
  await rowsOf(page).filter({ hasText: 'is another one' }).first().click();
  await expect(page.getByText('12345.your_app_key:SECRET').first()).toBeVisible();
  await page.screenshot({ path: `out/screens/ably-refused-${info.project.name}.png` });
  client.disconnect();
  await browser.close();
  server.close();
});

test('the first steps point Laravel and ably-js at the hub as Ably', async ({ opened: { page, hub } }, info) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('first steps');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Laravel with Ably' }).click();
  await expect(page.getByText(`ABLY_KEY=${key}`)).toBeVisible();
  await expect(page.getByText("'useTokenAuth' => true")).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy config/broadcasting.php' })).toBeVisible();
  for (const [width, height] of [
    [1280, 800],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect.soft(await axeFindings(page), `${width}`).toEqual([]);
    await page.screenshot({ path: `out/screens/ably-steps-${width}-${info.project.name}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('tab', { name: 'ably-js' }).click();
  await expect(page.getByText(`port: ${hub.port},`)).toBeVisible();
});
