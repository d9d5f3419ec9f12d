import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf, subscribe } from './support/clients';
import { pasted } from './support/clipboard';
import { expect, test } from './support/host';

const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });
const item = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name });

/** Three messages of two events on two channels. */
async function publishSome(hub: URL): Promise<void> {
  const server = appServer(hub);
  await server.trigger('orders', 'OrderShipped', { id: 7 });
  await server.trigger('stock', 'StockLevelChanged', { left: 41 });
  await server.trigger('orders', 'OrderPacked', { id: 8 });
}

test('a right click narrows, hides, pins and sends again', async ({ opened: { page, hub } }) => {
  await publishSome(hub);
  const shipped = rowsOf(page).filter({ hasText: 'OrderShipped' });
  const stock = rowsOf(page).filter({ hasText: 'StockLevelChanged' });
  await shipped.click({ button: 'right' });
  expect(await axeFindings(page)).toEqual([]);
  await item(page, 'Show only this channel').click();
  await expect(filter(page)).toHaveValue('channel:orders');
  await expect(stock).toHaveCount(0);

  await shipped.click({ button: 'right' });
  await item(page, 'Hide').hover();
  await item(page, /^Event OrderShipped/).click();
  await expect(filter(page)).toHaveValue('channel:orders -event:OrderShipped');
  await expect(shipped).toHaveCount(0);
  await filter(page).fill('');

  await stock.click({ button: 'right' });
  await item(page, /^Pin/).click();
  await expect(stock.getByRole('img', { name: 'Pinned' })).toBeVisible();
  await stock.click({ button: 'right' });
  await item(page, /^Resend/).click();
  const composer = page.getByRole('region', { name: 'Composer' });
  await expect(composer.getByRole('combobox', { name: 'Channel' })).toHaveValue('stock');
  await expect(composer.getByRole('textbox', { name: 'Data' })).toHaveText('{"left":41}');
});

test('a row is copied as what a person needs of it', async ({ opened: { page, hub } }) => {
  await publishSome(hub);
  const shipped = rowsOf(page).filter({ hasText: 'OrderShipped' });
  const copy = async (name: string) => {
    await shipped.click({ button: 'right' });
    await item(page, 'Copy as').hover();
    await item(page, name).click();
    await expect(page.getByRole('menu')).toHaveCount(0);
    return pasted(page);
  };
  expect(await copy('Payload')).toBe('{"id":7}');
  expect(await copy('Row as text')).toMatch(/^20.*\tPublish\torders\tOrderShipped\t/);
  expect(JSON.parse(await copy('Entry as JSON'))).toMatchObject({ kind: 'publish', channel: 'orders', cause: null });
  expect(await copy('hubbub send')).toBe(`hubbub send orders OrderShipped '{"id":7}'`);
  const command = await copy('curl, signed when run');
  expect(command).toContain(`"${hub.origin}/apps/12345/events?`);
});

test('by keyboard: the menu key at a row, a channel and a client', async ({ opened: { page, hub } }) => {
  const { client } = await subscribe(hub, 'orders');
  await publishSome(hub);
  await expect(rowsOf(page).filter({ hasText: 'OrderPacked' }).last()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await page.keyboard.press('End');
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', /row/);
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Show only this channel')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(item(page, /^Channel orders/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(filter(page)).toHaveValue('-channel:orders');
  await expect(grid(page)).toBeFocused();
  await filter(page).fill('');

  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ContextMenu');
  await expect(item(page, 'Show only this channel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(filter(page)).toHaveValue('channel:orders');
  await filter(page).fill('');

  const clients = page.getByRole('listbox', { name: 'Clients' });
  await clients.focus();
  await page.keyboard.press('ContextMenu');
  await page.keyboard.press('Enter');
  await expect(filter(page)).toHaveValue(/^client:\d+\.\d+$/);
  client.disconnect();
});
