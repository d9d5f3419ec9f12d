import type { Page } from '@playwright/test';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';

const composer = (page: Page) => page.getByRole('region', { name: 'Composer' });

/** Gives a command another key, in the settings. */
async function setKey(page: Page, command: string, keys: string): Promise<void> {
  await page.getByRole('button', { name: `Change the key of: ${command}` }).press('Enter');
  await page.keyboard.press(keys);
  await expect(page.getByRole('button', { name: new RegExp(`^Reset ${command}`) })).toBeVisible();
}

test('every command can be given a key, also one that nothing on the screen offers, and is shown with it', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await page.keyboard.press('Control+Comma');
  // No message and no client was looked at yet.
  for (const command of [
    'Resend the selected message',
    'Go to the inspector',
    'Find a client',
    'Undo what was just done',
  ])
    await expect(page.getByRole('button', { name: `Change the key of: ${command}` })).toHaveCount(1);
  await setKey(page, 'Resend the selected message', 'Control+j');
  await setKey(page, 'Pin the row, or let it go', 'Control+i');
  await setKey(page, 'Show Clients', 'Control+Shift+F2');
  await expect(page.getByRole('link', { name: 'Clients' })).toHaveAttribute('title', 'Clients (Ctrl Shift F2)');

  await page.getByRole('link', { name: 'Live' }).click();
  await rowsOf(page).filter({ hasText: 'OrderShipped' }).last().click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Pin/ })).toContainText('Ctrl I');
  await expect(page.getByRole('menuitem', { name: /^Resend/ })).toContainText('Ctrl J');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+j');
  await expect(composer(page).getByRole('combobox', { name: 'Event' })).toHaveValue('OrderShipped');
});

test('a row is sent again from the list, with no inspector in the way', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+r');
  await expect(composer(page).getByRole('combobox', { name: 'Channel' })).toHaveValue('orders');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
});

test('what was done is taken back from the palette, and by a key that leaves typing its own', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  const row = rowsOf(page).filter({ hasText: 'OrderShipped' });
  await expect(row).toBeVisible();
  await page.getByRole('grid', { name: 'Timeline' }).focus();
  await page.keyboard.press('ControlOrMeta+l');
  await expect(row).toHaveCount(0);
  const filter = page.getByRole('combobox', { name: 'Filter' });
  await filter.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('undo what');
  await page.keyboard.press('Enter');
  await expect(row).toBeVisible();
});

test('times are local, in UTC, or since the start, by one press, and it is remembered', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  const time = rowsOf(page).filter({ hasText: 'OrderShipped' }).last().locator('[data-column="time"]');
  const bar = page.getByRole('contentinfo');
  await expect(time).toHaveAttribute('title', /T\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  const atMs = Date.parse((await time.getAttribute('title')) ?? '');
  // The others on the bar: how much is kept, and what that takes.
  await expect(bar).toContainText(/Memory \d[\d.]* [MG]B/);
  await bar.getByRole('button', { name: 'Local time' }).press('Enter');
  await expect(bar.getByRole('button', { name: 'UTC' })).toBeFocused();
  await expect(time).toHaveText(new Date(atMs).toISOString().slice(11, 23));
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('button', { name: 'Since the start' })).toBeVisible();
  await expect(time).toHaveText(/^00:0\d:\d\d\.\d{3}$/);
  await page.reload();
  await expect(time).toHaveText(/^00:0\d:\d\d\.\d{3}$/);
});
