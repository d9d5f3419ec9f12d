import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf, subscribe } from './support/clients';
import { expect, test } from './support/host';

const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

test('repeats are one row until somebody wants each', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  for (let at = 0; at < 3; at += 1) await server.trigger('orders', 'Polled', { same: true });
  await server.trigger('orders', 'Other', {});
  const polled = rowsOf(page).filter({ hasText: 'Polled' });
  await expect(polled).toHaveCount(1);
  await expect(polled.getByText('×3', { exact: true })).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3');
  await server.trigger('orders', 'Other', {});
  await expect(rowsOf(page).filter({ hasText: 'Other' }).getByText('×2', { exact: true })).toBeVisible();

  // A run that is selected stays selected while it grows.
  await rowsOf(page).filter({ hasText: 'Other' }).click();
  await server.trigger('orders', 'Other', {});
  await expect(rowsOf(page).filter({ hasText: 'Other' }).getByText('×3', { exact: true })).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Other' })).toHaveAttribute('aria-selected', 'true');
  expect(await axeFindings(page)).toEqual([]);

  await grid(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(polled).toHaveCount(3);
  await expect(rowsOf(page).filter({ hasText: 'Other' })).toHaveCount(3);
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await page.getByRole('menuitem', { name: 'Fold repeats, off' }).click();
  await expect(polled).toHaveCount(1);
});

test('what came twice says whose doing that is', async ({ opened: { page, hub } }) => {
  const { client } = await subscribe(hub, 'orders');
  const server = appServer(hub);
  await server.trigger('orders', 'Once', { id: 1 });
  await server.trigger('orders', 'Twice', { id: 7 });
  await server.trigger('orders', 'Twice', { id: 7 });
  const twice = rowsOf(page).filter({ hasText: 'Twice' });
  await expect(twice).toHaveCount(4);
  await expect(twice.getByText('dup', { exact: true })).toHaveCount(2);
  await expect(rowsOf(page).filter({ hasText: 'Once' }).getByText('dup')).toHaveCount(0);
  await twice.last().click();
  await expect(inspector(page).getByText(/^2 publishes \d+ ms apart, same body$/)).toBeVisible();
  await inspector(page)
    .getByRole('tab', { name: /^Delivery/ })
    .click();
  await expect(inspector(page).getByText('The server fired more than once.')).toBeVisible();
  await rowsOf(page).filter({ hasText: 'Once' }).last().click();
  await expect(inspector(page).getByText('1 publish, 1 delivery a socket. A page that hears it')).toBeVisible();
  client.disconnect();
});

test('compares with the one before, and with one that is pinned', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  await server.trigger('orders', 'OrderShipped', { id: 7, status: 'packed', total: '19.90', backorder: true });
  await server.trigger('stock', 'StockLevelChanged', { left: 1 });
  await server.trigger('orders', 'OrderShipped', { id: 7, status: 'shipped', total: '19.90', tracking: 'DHL 1' });
  const shipped = rowsOf(page).filter({ hasText: 'OrderShipped' });
  await expect(shipped).toHaveCount(2);
  await shipped.last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Compare with previous' }).click();
  const pane = inspector(page).getByRole('tabpanel');
  await expect(pane.getByText('1 added')).toBeVisible();
  await expect(pane.getByText('1 removed')).toBeVisible();
  await expect(pane.getByText('1 changed')).toBeVisible();
  await expect(pane.getByRole('region', { name: 'Differences' })).toContainText('"packed"→"shipped"');
  await expect(pane.getByRole('region', { name: 'Around it' })).toContainText('Apart');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Only differences' }).click();
  await expect(pane.getByRole('region', { name: 'Differences' })).not.toContainText('19.90');

  // The first of its kind has nothing before it.
  await shipped.first().click();
  await expect(pane.getByText('Nothing before it with another body')).toBeVisible();
  await rowsOf(page).filter({ hasText: 'StockLevelChanged' }).click();
  await page.keyboard.press('ControlOrMeta+p');
  await shipped.last().click();
  await pane.getByRole('button', { name: /^With/ }).click();
  await page.getByRole('menuitem', { name: /^StockLevelChanged/ }).click();
  await expect(pane.getByRole('region', { name: 'Around it' })).toContainText('stock → orders');
  for (const size of [
    { width: 900, height: 600 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await expect(pane.getByRole('region', { name: 'Differences' })).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
  }
});

test('what was searched for is marked, in the list and in the payload', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { note: 'shipped with 实时' });
  await page.getByRole('combobox', { name: 'Filter' }).fill('SHIPPED');
  const row = rowsOf(page).filter({ hasText: 'OrderShipped' });
  await expect(row.locator('mark').first()).toHaveText('Shipped');
  await row.click();
  await expect(inspector(page).getByRole('tree').locator('mark').last()).toHaveText('shipped');
  await inspector(page).getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect(inspector(page).getByText('$.note', { exact: true })).toBeVisible();
});
