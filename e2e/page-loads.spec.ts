import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';

const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });
const entries = (page: Page) => rowsOf(page).filter({ has: page.getByRole('gridcell') });
const loads = (page: Page) => rowsOf(page).filter({ hasText: 'Page load' });
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name });

/** A page is loaded: its browser opens a connection. Closing it is what a reload begins with. */
async function load(hub: URL, origin: string): Promise<WebSocket> {
  const headers = { origin, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' };
  const socket = new WebSocket(`ws://${hub.host}/app/your_app_key?protocol=7&client=js&version=8.4.0`, { headers });
  await once(socket, 'message');
  return socket;
}

async function close(socket: WebSocket): Promise<void> {
  socket.close(1001);
  await once(socket, 'close');
}

/** A reload that follows so soon would be taken for a second connection of the same load. */
const later = (page: Page) => page.waitForTimeout(1_100);

test('rows are grouped by page load, and what came before a reload stays or goes', async ({
  opened: { page, hub },
}) => {
  const server = appServer(hub);
  const first = await load(hub, 'http://shop.test');
  await server.trigger('orders', 'BeforeReload', {});
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await menuItem(page, 'Group by page load, off').click();
  await expect(loads(page)).toHaveCount(1);
  await expect(loads(page)).toContainText('http://shop.test · Firefox 145 on Linux');
  // A filter that has nothing to do with connections leaves the lines where they are.
  await page.getByRole('combobox', { name: 'Filter' }).fill('kind:publish');
  await expect(loads(page)).toHaveCount(1);

  await later(page);
  await close(first);
  const second = await load(hub, 'http://shop.test');
  await server.trigger('orders', 'AfterReload', {});
  const other = await load(hub, 'http://admin.test');
  await server.trigger('orders', 'AfterOther', {});
  await expect(loads(page)).toHaveCount(3);
  await expect(entries(page)).toHaveText([
    /Page load http:\/\/shop\.test/,
    /BeforeReload/,
    /Page load http:\/\/shop\.test/,
    /AfterReload/,
    /Page load http:\/\/admin\.test/,
    /AfterOther/,
  ]);
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: /Page loads of/ }).click();
  await page.getByRole('option', { name: /^http:\/\/shop\.test · / }).click();
  await expect(loads(page)).toHaveCount(2);
  await page.getByRole('switch', { name: 'Keep over reload' }).click({ force: true });
  await expect(entries(page)).toHaveText([/Page load http:\/\/shop\.test/, /AfterReload/, /AfterOther/]);

  await later(page);
  await close(second);
  await load(hub, 'http://shop.test');
  await expect(entries(page)).toHaveText([/Page load http:\/\/shop\.test/]);
  await server.trigger('orders', 'AfterAll', {});
  await expect(entries(page)).toHaveText([/Page load/, /AfterAll/]);

  // It is remembered, and nothing is lost.
  await page.reload();
  await expect(page.getByRole('switch', { name: 'Keep over reload' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Do not group by page load' }).click();
  await expect(loads(page)).toHaveCount(0);
  await expect(rowsOf(page).filter({ hasText: 'BeforeReload' })).toHaveCount(1);
  other.close();
});

test('the newest row at the top: followed, let go, walked through, remembered', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  const row = (number: number) => rowsOf(page).filter({ has: page.getByText(`Numbered${number}`, { exact: true }) });
  const publish = async (from: number, to: number) => {
    for (let at = from; at <= to; at += 10) {
      const events = Array.from({ length: Math.min(10, to - at + 1) }, (_, index) => at + index);
      await server.triggerBatch(
        events.map((number) => ({ channel: 'orders', name: `Numbered${number}`, data: JSON.stringify({ number }) })),
      );
    }
  };
  await publish(1, 3);
  await expect(row(3)).toBeVisible();
  await page.getByRole('button', { name: 'Newest first' }).click();
  await expect(page.getByRole('columnheader', { name: 'Time' })).toHaveAttribute('aria-sort', 'descending');
  await expect(entries(page)).toHaveText([/Numbered3/, /Numbered2/, /Numbered1/]);
  expect(await entries(page).evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-rowindex')))).toEqual([
    '2',
    '3',
    '4',
  ]);
  await publish(4, 200);
  await expect(row(200)).toBeInViewport({ ratio: 0.99 });
  await expect(entries(page).first()).toContainText('Numbered200');

  await grid(page).hover();
  await page.mouse.wheel(0, 480);
  await expect(row(200)).not.toBeInViewport();
  await expect(row(175)).toBeInViewport({ ratio: 0.99 });
  await page.waitForTimeout(500);
  const before = (await row(175).boundingBox())?.y;
  await publish(201, 260);
  await page.getByRole('button', { name: '60 new, follow again' }).waitFor();
  expect((await row(175).boundingBox())?.y).toBe(before);
  await page.getByRole('button', { name: '60 new, follow again' }).click();
  await expect(entries(page).first()).toContainText('Numbered260');

  await page.keyboard.press('ControlOrMeta+BracketLeft');
  const cursor = () =>
    grid(page).evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant');
      return id === null ? '' : (document.getElementById(id)?.textContent ?? '');
    });
  for (const [key, number] of [
    ['Home', 260],
    ['ArrowDown', 259],
    ['j', 258],
    ['ArrowUp', 259],
    ['End', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(cursor, key).toContain(`Numbered${number} `);
    await expect(row(number)).toBeInViewport({ ratio: 0.99 });
  }
  await page.keyboard.press('ControlOrMeta+ArrowUp');
  await expect(row(260)).toBeInViewport({ ratio: 0.99 });
  await page.reload();
  await expect(entries(page).first()).toContainText('Numbered260');
  await page.getByRole('button', { name: 'Oldest first' }).click();
  await expect(entries(page).last()).toContainText('Numbered260');
});
