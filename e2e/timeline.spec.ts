import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { appServer, rowsOf, subscribe } from './support/clients';
import { expect, test } from './support/host';

const numbered = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** Publishes `count` events to a channel nobody listens to: a row each. */
async function publishMany(hub: URL, from: number, count: number): Promise<void> {
  const server = appServer(hub);
  const events = numbered(from, count).map((number) => ({
    channel: 'orders',
    name: `Numbered${number}`,
    data: JSON.stringify({ number }),
  }));
  for (let at = 0; at < events.length; at += 10) await server.triggerBatch(events.slice(at, at + 10));
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });
const row = (page: Page, number: number) =>
  rowsOf(page).filter({ has: page.getByText(`Numbered${number}`, { exact: true }) });
const topOf = async (page: Page, number: number) => (await row(page, number).boundingBox())?.y;

test('follows the tail, lets go where the reader scrolls up, and leads back', async ({ opened: { page, hub } }) => {
  await publishMany(hub, 1, 100);
  await expect(row(page, 100)).toBeInViewport({ ratio: 0.99 });

  await grid(page).hover();
  await page.mouse.wheel(0, -480);
  await expect(row(page, 100)).not.toBeInViewport();
  await expect(row(page, 75)).toBeInViewport({ ratio: 0.99 });
  // Where it comes to rest is where it stays.
  await expect(async () => {
    const before = await topOf(page, 75);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await topOf(page, 75)).toBe(before);
  }).toPass();
  const before = await topOf(page, 75);

  await publishMany(hub, 101, 128);
  await page.getByRole('button', { name: '128 new, follow again' }).waitFor();
  expect(await topOf(page, 75)).toBe(before);
  await page.getByRole('button', { name: '128 new, follow again' }).click();
  await expect(row(page, 228)).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByRole('button', { name: /follow again/ })).toHaveCount(0);
  await publishMany(hub, 229, 1);
  await expect(row(page, 229)).toBeInViewport({ ratio: 0.99 });
});

test('a paused view loses nothing', async ({ opened: { page, hub } }) => {
  await publishMany(hub, 1, 3);
  await expect(row(page, 3)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+P');
  await publishMany(hub, 4, 60);
  await expect(page.getByText('Paused · 60 waiting')).toBeVisible();
  await expect(row(page, 4)).toHaveCount(0);
  // A filter over a paused view shows what was there when it was paused.
  await page.getByRole('combobox', { name: 'Filter' }).fill('event:Numbered*');
  await expect(page.getByText('63 of 63')).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Numbered' })).toHaveCount(3);
  await page.getByRole('button', { name: 'Resume' }).last().click();
  await expect(row(page, 63)).toBeInViewport({ ratio: 0.99 });
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '64');
});

test('clearing empties the view, not the recording, and can be taken back', async ({ opened: { page, hub } }) => {
  await publishMany(hub, 1, 5);
  await expect(row(page, 5)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+L');
  await expect(row(page, 5)).toHaveCount(0);
  await expect(page.getByText('The recording keeps its 5 entries.')).toBeVisible();
  await publishMany(hub, 6, 1);
  await expect(row(page, 6)).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Numbered' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowsOf(page).filter({ hasText: 'Numbered' })).toHaveCount(6);
});

test('a selected delivery lights up with its publish, and stays as rows come', async ({ opened: { page, hub } }) => {
  const { client } = await subscribe(hub, 'orders');
  await publishMany(hub, 1, 2);
  const [publish, out] = [row(page, 1).filter({ hasText: 'Publish' }), row(page, 1).filter({ hasText: 'Out' })];
  await expect(out).toContainText('to 1 of 1');
  await out.click();
  await expect(out).toHaveAttribute('aria-selected', 'true');
  await expect(publish).toHaveAttribute('data-related', 'true');
  await expect(row(page, 2).first()).not.toHaveAttribute('data-related', 'true');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  const before = (await out.boundingBox())?.y;
  await publishMany(hub, 3, 60);
  await page.getByRole('button', { name: /new, follow again/ }).waitFor();
  await expect(out).toHaveAttribute('aria-selected', 'true');
  expect((await out.boundingBox())?.y).toBe(before);
  client.disconnect();
});

test('the keyboard walks the list and opens rows', async ({ opened: { page, hub } }) => {
  await publishMany(hub, 1, 200);
  await expect(row(page, 200)).toBeInViewport();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const current = () =>
    grid(page).evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant');
      return id === null ? '' : (document.getElementById(id)?.textContent ?? '');
    });
  const press = async (key: string, number: number) => {
    await page.keyboard.press(key);
    await expect.poll(current).toContain(`Numbered${number}{`.slice(0, -1));
    await expect(row(page, number)).toBeInViewport({ ratio: 0.99 });
  };
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await expect(grid(page)).toBeFocused();
  await press('Home', 1);
  await press('ArrowDown', 2);
  await press('j', 3);
  await press('k', 2);
  await press('ArrowUp', 1);
  await expect(inspector).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(inspector).toContainText('Numbered1');
  await expect(grid(page)).toBeFocused();
  await press('ArrowDown', 2);
  await expect(row(page, 2)).toHaveAttribute('aria-selected', 'true');
  await expect(inspector).toContainText('Numbered2');
  await page.keyboard.press('ControlOrMeta+BracketRight');
  await expect(grid(page)).not.toBeFocused();
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(grid(page)).toBeFocused();

  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(row(page, 1)).not.toBeInViewport();
  await press('End', 200);
  await publishMany(hub, 201, 1);
  await expect(row(page, 201)).toBeInViewport({ ratio: 0.99 });
});

test('an empty list says why, and what to do', async ({ opened: { page, hub } }) => {
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
  await publishMany(hub, 1, 3);
  await expect(row(page, 3)).toBeVisible();
  await page.getByRole('combobox', { name: 'Filter' }).fill('nowhere');
  await expect(page.getByText('No match among 3 entries.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(row(page, 3)).toBeVisible();
});

/** A page's own connection, as its browser makes it. */
async function connectPage(hub: URL): Promise<WebSocket> {
  const headers = { origin: 'http://shop.test', 'user-agent': 'Mozilla/5.0 Firefox/140.0' };
  const socket = new WebSocket(`ws://${hub.host}/app/your_app_key?protocol=7&client=js&version=8.4.0`, { headers });
  await once(socket, 'message');
  return socket;
}

test('heartbeats are folded into one row until somebody wants each', async ({ opened: { page, hub } }) => {
  const socket = await connectPage(hub);
  for (const _ of numbered(1, 5)) {
    socket.send('{"event":"pusher:ping","data":{}}');
    await once(socket, 'message');
  }
  await page.getByRole('button', { name: '+10 pings' }).click();
  const folded = rowsOf(page).filter({ hasText: '10 heartbeats in' });
  await expect(folded).toHaveCount(1);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3');
  // It grows in place.
  socket.send('{"event":"pusher:ping","data":{}}');
  await expect(rowsOf(page).filter({ hasText: '12 heartbeats in' })).toHaveCount(1);
  await publishMany(hub, 1, 1);
  await expect(row(page, 1)).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4');
  await rowsOf(page)
    .filter({ hasText: '12 heartbeats in' })
    .getByRole('button', { name: 'Show each heartbeat' })
    .click();
  await expect(rowsOf(page).filter({ hasText: 'pusher:ping' })).toHaveCount(6);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '15');
  socket.close();
});

test('a page that was away and is back is a line', async ({ opened: { page, hub } }) => {
  const first = await connectPage(hub);
  first.terminate();
  await expect(rowsOf(page).filter({ hasText: '1006' })).toHaveCount(1);
  const second = await connectPage(hub);
  const line = rowsOf(page).filter({ hasText: /^http:\/\/shop\.test was away .* s, closed 1006, and is back as / });
  await expect(line).toHaveCount(1);
  second.close();
});
