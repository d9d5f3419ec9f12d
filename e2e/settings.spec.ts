import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startReceiver } from '../src-main/engine/protocols/pusher/webhooks/receiver.test-support';
import { axeFindings } from './support/axe';
import { subscribe } from './support/clients';
import { pasted } from './support/clipboard';
import { expect, test } from './support/host';

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];

/** Once it is there it takes the focus: a key that is pressed before would go elsewhere. */
async function openSettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+Comma');
  await expect(page.getByRole('searchbox', { name: 'Search settings' })).toBeFocused();
}

test('settings are reached, changed, taken back and kept, all by keyboard', async ({
  opened: { page, dataDir },
}, info) => {
  const timeline = page.getByRole('grid', { name: 'Timeline' });
  await timeline.focus();
  await openSettings(page);
  const search = page.getByRole('searchbox', { name: 'Search settings' });
  await expect(search).toBeFocused();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.type('theme');
  await expect(page.getByRole('heading', { name: 'Privacy' })).toBeHidden();
  const dark = page.getByRole('radio', { name: 'Dark' });
  await dark.focus();
  await page.keyboard.press('Space');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText('Theme was changed.').first()).toBeVisible();
  await expect(page.getByText('default: System')).toBeVisible();
  const file = join(dataDir, 'settings.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ appearance: { theme: 'dark' } });
  await page.keyboard.press('Control+z');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect.poll(async () => JSON.parse(await readFile(file, 'utf8')).appearance).toBeUndefined();
  await page.keyboard.press(info.project.metadata.host === 'window' ? 'Control+1' : 'Alt+1');
  await expect(timeline).toBeFocused();
});

test('the file behind the settings is shown with what it holds, and copied', async ({ opened: { page, dataDir } }) => {
  await openSettings(page);
  await expect(page.getByRole('contentinfo')).toContainText('differs from the default');
  await page.getByRole('radio', { name: 'Dark' }).click({ force: true });
  await expect(page.getByRole('contentinfo')).toContainText('2 settings differ from the default');
  // What a browser tab connects to is a listener too.
  await expect(page.getByRole('row').filter({ hasText: 'Hubbub in a browser tab' })).toContainText(/127\.0\.0\.1:\d+/);
  await page.getByRole('button', { name: 'settings.json' }).click();
  const box = page.getByRole('region', { name: 'the content of settings.json' });
  await expect(box).toContainText('"theme": "dark"');
  const file = join(dataDir, 'settings.json');
  await expect.poll(async () => readFile(file, 'utf8')).toBe(await box.textContent());
  await expect(page.getByText(file)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: 'out/screens/settings-file.png' });
  await page.getByRole('button', { name: 'Copy the content' }).click();
  await page.keyboard.press('Escape');
  await page.locator('nav a[href="#live"]').click();
  expect(await pasted(page)).toContain('"theme": "dark"');
});

test('the page speaks Chinese at once, and still does after it was opened again', async ({ opened: { page } }) => {
  await openSettings(page);
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(page.getByRole('link', { name: '设置' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  await expect(page.getByRole('searchbox', { name: '搜索设置' })).toBeVisible();
});

test('a key is changed, the same key twice is said, and it can be switched off', async ({ opened: { page } }) => {
  await openSettings(page);
  await page.getByRole('button', { name: 'Change the key of: Show the shortcuts' }).press('Enter');
  await page.keyboard.press('j');
  await expect(page.getByText('That is typed into fields.')).toBeVisible();
  await page.keyboard.press('Control+j');
  await page.getByRole('button', { name: 'Change the key of: Show Live' }).press('Enter');
  await page.keyboard.press('Control+j');
  await expect(page.getByText('The same key also does: Show Live')).toBeVisible();
  await page.getByRole('button', { name: /^Reset Show Live/ }).press('Enter');
  await expect(page.getByText('The same key also does')).toHaveCount(0);
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  const off = page.getByRole('button', { name: 'Switch off the key of: Show the shortcuts' });
  await off.press('Enter');
  await expect(off).toHaveCount(0);
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toHaveCount(0);
});

test('an app is made, its secret shown and hidden, and it is removed and brought back', async ({
  opened: { page },
}) => {
  await openSettings(page);
  await expect(page.getByText('set by --listen', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add app' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Add app' });
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form.getByText('An app needs an id.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Id', exact: true }).fill('shop');
  await form.getByRole('textbox', { name: 'Secret', exact: true }).fill('shop-secret-1');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: 'shop' });
  await row.getByRole('button', { name: 'Show the secret of shop' }).press('Enter');
  await expect(row.getByText('shop-secret-1')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(row.getByText('shop-secret-1')).toHaveCount(0);
  await row.getByRole('button', { name: 'Remove app shop' }).press('Enter');
  await expect(row).toHaveCount(0);
  // The list may be told of it before the answer is: there is something to take back once the line says so.
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText('shop');
  await page.keyboard.press('Control+z');
  await expect(row).toHaveCount(1);
});

test('webhooks, the silence before a ping and origins are set in the form of an app, and hold at once', async ({
  opened: { page, hub },
}) => {
  const receiver = await startReceiver();
  await openSettings(page);
  await page.getByRole('button', { name: 'Edit app 12345' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Edit app 12345' });
  await form.getByRole('textbox', { name: 'Origins' }).fill('localhost, .shop.test');
  await form.getByRole('textbox', { name: 'Silence before a ping, seconds' }).fill('45');
  await form.getByRole('button', { name: 'Add webhook' }).press('Enter');
  const webhook = form.getByRole('group', { name: 'Webhook 1' });
  await webhook.getByRole('button', { name: 'channel_occupied' }).press('Enter');
  await webhook.getByRole('textbox', { name: 'Headers sent along' }).fill('Authorization: Bearer 0123456789');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(webhook.getByText('Write an address with http or https.')).toBeVisible();
  await webhook.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  expect.soft(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Apps' })).toContainText('".shop.test" can never match.');

  const { client } = await subscribe(hub, 'orders');
  await receiver.requests(1);
  expect(receiver.events().map(({ name }) => name)).toEqual(['channel_occupied']);
  expect(receiver.received[0]?.headers.authorization).toBe('Bearer 0123456789');
  expect(client.connection.activityTimeout).toBe(45_000);

  // Opened again and saved, nothing is lost: not what is masked either.
  await page.getByRole('button', { name: 'Edit app 12345' }).press('Enter');
  await expect(form.getByRole('textbox', { name: 'Headers sent along' })).not.toHaveValue(/0123456789/);
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form).toHaveCount(0);
  const other = await subscribe(hub, 'invoices');
  await receiver.requests(2);
  expect(receiver.received[1]?.headers.authorization).toBe('Bearer 0123456789');
  client.disconnect();
  other.client.disconnect();
  await receiver.close();
});

test('the capture is cleared after one more question', async ({ opened: { page, hub } }) => {
  await fetch(new URL('/nothing-here', hub));
  await openSettings(page);
  const clear = page.getByRole('button', { name: 'Clear…' });
  // Once it is known that there is something to forget.
  await expect(clear).toBeEnabled();
  await clear.press('Enter');
  await expect(page.getByRole('button', { name: 'Clear now' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'The capture was cleared by a person.' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'nothing-here' })).toHaveCount(0);
});

test('axe finds nothing in settings, in no size', async ({ opened: { page } }, info) => {
  await openSettings(page);
  await expect(page.getByRole('row').filter({ hasText: '12345' })).toBeVisible();
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect.soft(await axeFindings(page), `${size.width}`).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `out/screens/settings-${size.width}-${colorScheme}-${info.project.name}.png` });
    }
  }
});
