import type { Page } from '@playwright/test';
import { limits } from '../src-main/contract/limits';
import { attachTo } from './support/attach';
import { axeFindings } from './support/axe';
import { appServer, subscribe } from './support/clients';
import { expect, test } from './support/host';

const formOf = (page: Page) => page.getByRole('form', { name: 'Expect a message' });
const regionOf = (page: Page) => page.getByRole('region', { name: 'Expected messages' });

interface Shown {
  readonly title: string;
  readonly body: string;
}

/** Notices on the desktop go on being made; what they say is kept as well. */
async function watchNotices(page: Page): Promise<() => Promise<readonly Shown[]>> {
  await page.evaluate(() => {
    const shown: Shown[] = [];
    const Real = window.Notification;
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        shown.push({ title, body: options?.body ?? '' });
      }
    };
    (window as unknown as { shown: Shown[] }).shown = shown;
  });
  return () => page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
}

async function arm(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+E');
  for (const [name, value] of Object.entries(fields)) {
    await formOf(page).getByRole('textbox', { name }).fill(value);
  }
  await page.keyboard.press('Enter');
  await expect(formOf(page)).toHaveCount(0);
  await expect(regionOf(page)).toContainText('Waiting for');
}

test('a message that arrives is told, on its line and on the desktop, with a way to its row', async ({
  opened: { page, hub },
}, info) => {
  // A browser asks the person; a window of our own is allowed what it needs.
  if (info.project.metadata.host === 'tab') await page.context().grantPermissions(['notifications']);
  const notices = await watchNotices(page);
  const { client } = await subscribe(hub, 'orders');
  await arm(page, { Channel: 'orders', Event: 'OrderShipped', Where: 'id=7', Seconds: '60' });
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 8 });
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await expect(regionOf(page)).toContainText('OrderShipped arrived on orders.');
  await expect(regionOf(page)).toContainText('sent to 1 client');
  expect(await axeFindings(page)).toEqual([]);
  await expect
    .poll(async () => (await notices()).map(({ title }) => title))
    .toEqual(['OrderShipped arrived on orders.']);
  await regionOf(page).getByRole('button', { name: 'Show row' }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('OrderShipped');
  await regionOf(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(regionOf(page)).toHaveCount(0);
  client.disconnect();
});

test('one that does not arrive says why, and is waited for again', async ({ opened: { page, hub } }, info) => {
  const { client } = await subscribe(hub, 'stock');
  await arm(page, { Channel: 'orders', Event: 'OrderShipped', Seconds: '1' });
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  await expect(regionOf(page)).toContainText('OrderShipped on orders did not arrive.');
  await expect(regionOf(page)).toContainText('nobody was subscribed');
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: `out/screens/expect-missed-${info.project.name}.png` });
  await regionOf(page).getByRole('button', { name: 'Try again' }).click();
  await page.screenshot({ path: `out/screens/expect-form-${info.project.name}.png` });
  await expect(formOf(page).getByRole('textbox', { name: 'Channel' })).toHaveValue('orders');
  await formOf(page).getByRole('textbox', { name: 'Where' }).fill('=7');
  await expect(formOf(page).getByRole('textbox', { name: 'Where' })).toHaveAttribute('aria-invalid', 'true');
  await expect(formOf(page).getByRole('button', { name: 'Wait for it' })).toBeDisabled();
  for (const size of [
    { width: 900, height: 600 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await formOf(page).getByRole('textbox', { name: 'Where' }).fill('');
  await formOf(page).getByRole('textbox', { name: 'Seconds' }).fill('600');
  await page.keyboard.press('Enter');
  await expect(regionOf(page)).toContainText('1 of 2');
  await regionOf(page).getByRole('button', { name: 'Give up' }).click();
  await expect(regionOf(page)).not.toContainText('Waiting for');
  client.disconnect();
});

test('what cannot be armed says why, and what to do', async ({ opened: { page, dataDir } }) => {
  const client = await attachTo(dataDir);
  const fields = { app: '', channel: 'orders', where: [], timeoutMs: 60_000 };
  for (let at = 0; at < limits.armedExpectations; at += 1)
    await client.call('expect.arm', { ...fields, event: `Event${at}` });
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await formOf(page).getByRole('textbox', { name: 'Channel' }).fill('orders');
  await formOf(page).getByRole('textbox', { name: 'Event' }).fill('OneTooMany');
  await page.keyboard.press('Enter');
  const told = `${limits.armedExpectations} are armed already.`;
  await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText(told);
  await expect(page.getByRole('alert').filter({ hasText: told })).toHaveCount(1);
  // What was written is still there.
  await expect(formOf(page).getByRole('textbox', { name: 'Event' })).toHaveValue('OneTooMany');
  client.close();
});
