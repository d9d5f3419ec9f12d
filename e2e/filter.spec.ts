import type { Page } from '@playwright/test';
import { appServer, rowsOf, subscribe } from './support/clients';
import { expect, test } from './support/host';

const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });

test.beforeEach(async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  for (const id of [1, 2, 3])
    await server.trigger('private-orders.7', 'App\\Events\\OrderShipped', { id, city: '实时' });
  await server.trigger('stock', 'StockChanged', { left: 41, text: 'x'.repeat(9_000) });
  await expect(appServer(hub, 'wrong').trigger('stock', 'StockChanged', {})).rejects.toThrow();
  await expect(rowsOf(page).filter({ hasText: 'Refused' })).toHaveCount(1);
});

test('tokens and words narrow the list, and say how far', async ({ opened: { page } }) => {
  await page.keyboard.press('ControlOrMeta+F');
  await expect(filter(page)).toBeFocused();
  await page.keyboard.type('event:OrderShipped 实时');
  await expect(page.getByText('3 of 5')).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('size>8kb -kind:refused');
  await expect(page.getByText('1 of 5')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(filter(page)).toBeFocused();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(filter(page)).toHaveValue('');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '6');
});

test('completion offers fields, kinds and names that were seen', async ({ opened: { page } }) => {
  await filter(page).focus();
  await page.keyboard.type('cha');
  const options = page.getByRole('option');
  await expect(options).toHaveText([/^channel:/]);
  await page.keyboard.press('Tab');
  await expect(filter(page)).toHaveValue('channel:');
  await page.keyboard.type('priv');
  await expect(options).toHaveText(['private-orders.7']);
  await page.keyboard.press('ArrowDown');
  await expect(filter(page)).toHaveAttribute('aria-activedescendant', 'filter-choice-0');
  await page.keyboard.press('Enter');
  await expect(filter(page)).toHaveValue('channel:private-orders.7 ');
  await page.keyboard.type('kind:pub');
  await expect(options).toHaveText(['publish']);
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(filter(page)).toBeFocused();
  await page.keyboard.type('lish');
  await expect(page.getByText('3 of 5')).toBeVisible();
  // What was completed can be undone as what was typed.
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(filter(page)).not.toHaveValue('channel:private-orders.7 kind:publish');
});

test('a mistake is marked where it is, and the last good result stays', async ({ opened: { page } }) => {
  await filter(page).fill('size>8kb');
  await expect(page.getByText('2 of 5')).toHaveCount(0);
  await expect(page.getByText('1 of 5')).toBeVisible();
  await filter(page).fill('size>8kx');
  await expect(page.getByText('"8kx" is not a size.')).toBeVisible();
  await expect(filter(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(filter(page)).toHaveAccessibleDescription(/not a size/);
  await expect(page.locator('[data-faulty]').getByText('8kx', { exact: true })).toBeVisible();
  await expect(page.getByText('last good: 1')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
  await filter(page).fill('size<8kb');
  await expect(page.getByText('4 of 5')).toBeVisible();
  await expect(filter(page)).toHaveAttribute('aria-invalid', 'false');
});

test('chips and channels edit the same text', async ({ opened: { page, hub } }) => {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(filter(page)).toHaveValue('kind:publish');
  await page.getByRole('button', { name: 'Refused 1' }).click({ modifiers: ['ControlOrMeta'] });
  await expect(filter(page)).toHaveValue('kind:publish,refused');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '6');
  await page.getByRole('button', { name: 'Refused 1' }).click();
  await expect(filter(page)).toHaveValue('kind:refused');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(filter(page)).toHaveValue('');

  // Protocol chatter is out of sight, counted, and a click away.
  const { client } = await subscribe(hub, 'stock');
  const chatter = rowsOf(page).filter({ hasText: 'subscription_succeeded' });
  await expect(page.getByRole('button', { name: '+1 ping' })).toBeVisible();
  await expect(chatter).toHaveCount(0);
  await page.getByRole('button', { name: '+1 ping' }).click();
  await expect(chatter).toHaveCount(1);
  client.disconnect();
});

test('the reader stays where they are when the filter changes', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  for (let burst = 0; burst < 20; burst += 1) {
    const events = Array.from({ length: 10 }, (_, index) => ({
      channel: index % 2 === 0 ? 'even' : 'odd',
      name: `Burst${burst * 10 + index}`,
      data: '{}',
    }));
    await server.triggerBatch(events);
  }
  const row = rowsOf(page).filter({ has: page.getByText('Burst100', { exact: true }) });
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '206');
  await grid(page).hover();
  await expect(async () => {
    await page.mouse.wheel(0, -240);
    await expect(row).toBeInViewport({ ratio: 0.99, timeout: 200 });
  }).toPass();
  await filter(page).fill('channel:even');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '101');
  await expect(row).toBeInViewport({ ratio: 0.99 });
  await filter(page).fill('');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '206');
  await expect(row).toBeInViewport({ ratio: 0.99 });
});
