import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect } from './support/host';
import { addressOf, testWithOther as test } from './support/other-server';
import { serve } from './support/served-engine';
import { join as joinChannel, pageOf } from './support/traffic';

/** Fills the sheet from an address by the keyboard, under a name. */
async function fillSheet(page: Page, other: URL, name: string) {
  await page.keyboard.press('Control+Shift+K');
  const sheet = page.getByRole('dialog', { name: 'Connect a source' });
  await expect(sheet.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.type(addressOf(other));
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'App key' })).toHaveValue('your_app_key');
  await sheet.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  return sheet;
}

async function connectTo(page: Page, other: URL, name: string) {
  const sheet = await fillSheet(page, other, name);
  await sheet.getByRole('button', { name: 'Save and connect' }).press('Enter');
  await expect(sheet).toHaveCount(0);
  const pane = page.getByRole('complementary', { name: `Connection ${name}` });
  await expect(pane.getByText(/^Connected for/)).toBeVisible();
  return pane;
}

const tree = (page: Page) => page.getByRole('tree', { name: 'Channels by source' });

test('another server is connected to, watched and sent to by keyboard alone', async ({
  opened: { page, hub },
  other,
}) => {
  const anna = pageOf(other.hub, '42');
  await joinChannel(anna, 'presence-room.1');
  await joinChannel(anna, 'stock');
  // From any view: whoever connects wants to see it.
  await page.locator('nav a[href="#clients"]').press('Enter');
  const pane = await connectTo(page, other.hub, 'Shop');
  await expect(pane.getByText('Socket id')).toBeVisible();
  // Who is there is told by the server, without being there.
  const inUse = pane.getByRole('region', { name: 'In use on the server' });
  await expect(inUse.getByRole('listitem').filter({ hasText: 'presence-room.1' })).toContainText(/1 user.*42/);
  // What the server says is in use is watched without being asked for, but for the channel on which one would be seen.
  await expect(tree(page).getByRole('treeitem', { name: /^stock, public channel, subscribed/ })).toBeVisible();
  const room = tree(page).getByRole('treeitem', { name: /^presence-room\.1/ });
  await expect(room).toHaveAccessibleName(/in use; click to subscribe/);
  await tree(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(room).toHaveAccessibleName(/subscribed, 2 users/);
  expect(await axeFindings(page)).toEqual([]);

  await appServer(other.hub).trigger('stock', 'StockLevelChanged', { sku: 'TEA-100' });
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  const seen = rowsOf(page).filter({ hasText: 'StockLevelChanged' });
  await expect(seen).toHaveCount(1);
  await expect(seen.getByRole('gridcell', { name: 'Shop' })).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' }).getByRole('gridcell', { name: 'Hub' })).toBeVisible();

  // A source narrows the timeline to what was seen there, and once more lets everything in again.
  await tree(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('source:shop');
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: 'Source' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('');

  await seen.click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('seen by Shop')).toBeVisible();
  await expect(inspector.getByRole('tab', { name: /^Delivery/ })).toHaveCount(0);
  await page.keyboard.press('Control+r');
  const composer = page.getByRole('region', { name: 'Composer' });
  await expect(composer.getByRole('button', { name: /^To Shop|^Shop To/ })).toBeVisible();
  await expect(composer.getByRole('combobox', { name: 'Channel' })).toHaveValue('stock');
  await expect(composer.locator('.cm-content')).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  const heard = new Promise<unknown>((resolve) => anna.channel('stock').bind('StockLevelChanged', resolve));
  await page.keyboard.press('Control+Enter');
  expect(await heard).toEqual({ sku: 'TEA-100' });
  await expect(composer.getByRole('region', { name: 'Receipts of what you sent' }).getByText(/200/)).toBeVisible();
  anna.disconnect();
});

test('a server that goes away is waited for, and its end and return are told in words', async ({
  opened: { page },
  other,
}) => {
  const pane = await connectTo(page, other.hub, 'Shop');
  await other.stop();
  await expect(pane.getByText('waiting', { exact: true })).toBeVisible();
  await expect(pane.getByText(/^Attempt \d+ (in \d+ s|now)\.$/)).toBeVisible();
  await expect(pane.getByText('The client library:')).toBeVisible();
  await expect(tree(page).getByRole('treeitem', { name: /^Shop/ })).toHaveAccessibleName(/waiting/);
  expect(await axeFindings(page)).toEqual([]);
  const again = await serve(other.dataDir, ['--listen', other.hub.host, '--dashboard', '127.0.0.1:0']);
  await pane.getByRole('button', { name: 'Try now' }).press('Enter');
  await expect(pane.getByText(/^Connected for/)).toBeVisible();
  await pane.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await expect(pane.getByText('Not connected.')).toBeVisible();
  await again.stop();
});

test('nothing goes to a production system until it is unlocked, and it is locked again', async ({
  opened: { page },
  other,
}) => {
  const sheet = await fillSheet(page, other.hub, 'Live shop');
  await sheet.getByRole('radio', { name: 'yes' }).press('Space');
  await sheet.getByRole('button', { name: 'Save and connect' }).press('Enter');
  const pane = page.getByRole('complementary', { name: 'Connection Live shop' });
  await expect(pane.getByText('Sending is locked.')).toBeVisible();
  const sign = page.getByRole('button', { name: 'Production Live shop sending locked' });
  await expect(sign).toBeVisible();
  const frame = page.locator('body [data-frame]');
  await expect(frame).toHaveCSS('border-top-style', 'solid');
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(frame).toHaveCSS('border-top-width', '4px');
  await page.emulateMedia({ forcedColors: 'none' });

  await page.keyboard.press('Control+Shift+M');
  const composer = page.getByRole('region', { name: 'Composer' });
  await composer.getByRole('button', { name: /To/ }).first().click();
  await page.getByRole('option', { name: /Live shop/ }).click();
  await composer.getByRole('combobox', { name: 'Channel' }).fill('orders');
  // The names on offer.
  await page.keyboard.press('Escape');
  await composer.getByRole('combobox', { name: 'Event' }).fill('OrderShipped');
  await page.keyboard.press('Escape');
  await expect(composer.getByRole('button', { name: /^Send/ })).toBeDisabled();
  await composer.getByRole('combobox', { name: 'Event' }).press('Control+Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Unlock sending to production?' });
  await expect(dialog.getByRole('button', { name: 'Keep it locked' })).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(pane.getByText('Sending is locked.')).toBeVisible();

  const unlock = composer.getByRole('button', { name: 'Unlock sending' });
  await unlock.press('Enter');
  await dialog.getByRole('button', { name: 'Unlock sending' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Production Live shop sending unlocked' })).toBeVisible();
  await composer.getByRole('button', { name: /^Send/ }).press('Enter');
  await expect(composer.getByRole('region', { name: 'Receipts of what you sent' }).getByText(/200/)).toBeVisible();
  await composer.getByRole('button', { name: 'Lock again' }).press('Enter');
  await expect(sign).toBeVisible();
  await pane.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await expect(frame).toHaveCount(0);
});

test('what is wrong stands at its field, secrets are kept apart, and a profile is removed with them', async ({
  opened: { page, dataDir },
  other,
}) => {
  await page.getByRole('button', { name: 'Connect…' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Connect a source' });
  await sheet.getByRole('textbox', { name: 'Address' }).fill('gopher://127.0.0.1');
  await page.keyboard.press('Enter');
  await expect(sheet.getByText(/There is no client for gopher:/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await expect(sheet.getByText('Fill it in.').first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Connect…' })).toBeFocused();

  const pane = await connectTo(page, other.hub, 'Shop');
  const secrets = join(dataDir, 'secrets.json');
  expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  expect(await readFile(join(dataDir, 'profiles.json'), 'utf8')).not.toContain('your_app_secret');
  await page.reload();
  await page.getByText('connected', { exact: true }).click();
  await pane.getByRole('button', { name: 'Change Shop' }).press('Enter');
  const change = page.getByRole('dialog', { name: 'Change Shop' });
  const secret = change.getByRole('group', { name: 'App secret' });
  await expect(secret.getByText('Kept')).toBeVisible();
  await secret.getByRole('button', { name: 'Forget' }).press('Enter');
  await expect(secret.getByText('Forgotten when you save')).toBeVisible();
  await change.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop without secret');
  await change.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Connection Shop without secret' })).toBeVisible();
  await expect.poll(() => readFile(secrets, 'utf8')).not.toContain('secret"');
  await page.getByRole('button', { name: 'Change Shop without secret' }).press('Enter');
  const last = page.getByRole('dialog', { name: 'Change Shop without secret' });
  await last.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await page.keyboard.press('Enter');
  await expect(last).toHaveCount(0);
  await expect(tree(page)).toHaveCount(0);
  expect(JSON.parse(await readFile(join(dataDir, 'profiles.json'), 'utf8'))).toEqual([]);

  // Neither host of these specs has a keychain to be had.
  await page.keyboard.press('Control+Comma');
  await expect(page.getByText('your file only')).toBeVisible();
});
