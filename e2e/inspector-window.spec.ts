import { axeFindings } from './support/axe';
import { publish, rowsOf } from './support/clients';
import { killEngine } from './support/engine-of';
import { expect, test } from './support/host';
import { atOrders, byButton, inspector, tornOff } from './support/inspector-window';
import { shoot } from './support/shoot';

test.use({ expectedComplaint: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/ });

test('in a window of its own the inspector follows the list, and the list follows it', async ({ opened }) => {
  const { page } = opened;
  await atOrders(opened);
  const own = await byButton(page);
  await expect(inspector(own).getByRole('heading', { name: 'OrderPlaced' })).toBeVisible();
  await rowsOf(page).filter({ hasText: 'OrderShipped' }).click();
  await expect(inspector(own).getByRole('heading', { name: 'OrderShipped' })).toBeVisible();
  await expect(own).toHaveTitle('Inspector · Hubbub');

  await inspector(own).getByRole('button', { name: 'Row before' }).click();
  await expect(inspector(own).getByRole('heading', { name: 'OrderPlaced' })).toBeVisible();
  await expect(page.getByRole('row', { selected: true })).toContainText('OrderPlaced');

  await inspector(own).getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(inspector(own).getByRole('button', { name: 'Unpin' })).toBeVisible();
  await own.keyboard.press('ControlOrMeta+p');
  await expect(inspector(own).getByRole('button', { name: 'Pin', exact: true })).toBeVisible();
  await own.keyboard.press('ControlOrMeta+p');

  await inspector(own).getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByRole('region', { name: 'Composer' }).getByRole('combobox', { name: 'Event' })).toHaveValue(
    'OrderPlaced',
  );
  await expect(own.getByText('Done in the main window').first()).toBeVisible();
  await inspector(own).getByRole('button', { name: 'Expect the next' }).click();
  await expect(page.getByRole('textbox', { name: 'Event' })).toHaveValue('OrderPlaced');

  // Nothing selected is nothing to show, and the way to something.
  await page.getByRole('grid', { name: 'Timeline' }).focus();
  await page.keyboard.press('Escape');
  await expect(own.getByText('No row is selected.')).toBeVisible();
  expect(await axeFindings(own)).toEqual([]);
});

test('it is moved out and back by key, and comes back when its window is closed', async ({ opened }, info) => {
  const { page } = opened;
  await atOrders(opened);
  const own = await tornOff(page, () => page.keyboard.press('ControlOrMeta+Shift+F'));
  expect(await axeFindings(own)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await own.emulateMedia({ colorScheme });
    await own.screenshot({ path: `out/screens/inspector-window-${colorScheme}-${info.project.name}.png` });
  }
  await shoot(page, 'inspector-away');
  const closed = own.waitForEvent('close');
  // The window is gone before its key is up again.
  await Promise.all([closed, own.keyboard.press('ControlOrMeta+Shift+F').catch(() => closed)]);
  await expect(inspector(page).getByRole('heading', { name: 'OrderPlaced' })).toBeVisible();

  const second = await byButton(page);
  await page.getByRole('button', { name: 'Bring the inspector back' }).click();
  await expect(inspector(page)).toBeVisible();
  expect(second.isClosed()).toBe(true);

  const third = await byButton(page);
  await third.close();
  await expect(inspector(page)).toBeVisible();
});

test('it outlives the engine and the page it belongs to, and speaks as that does', async ({ opened }) => {
  const { page, hub, dataDir } = opened;
  await atOrders(opened);
  const own = await byButton(page);
  await killEngine(dataDir);
  await publish(hub, 'AfterTheRestart');
  await rowsOf(page).filter({ hasText: 'AfterTheRestart' }).click();
  await expect(inspector(own).getByRole('heading', { name: 'AfterTheRestart' })).toBeVisible();
  await expect(inspector(own).getByRole('button', { name: 'Copy as' })).toBeVisible();
  await expect(own.getByText(/Nothing is received or recorded/)).toHaveCount(0);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Bring the inspector back' })).toBeVisible();
  await rowsOf(page).filter({ hasText: 'OrderShipped' }).click();
  await expect(inspector(own).getByRole('heading', { name: 'OrderShipped' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Comma');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(own.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(own.getByRole('button', { name: '将检查器放回主窗口' })).toBeVisible();
  await page.getByRole('radio', { name: '深色' }).focus();
  await page.keyboard.press('Space');
  await expect(own.locator('html')).toHaveAttribute('data-theme', 'dark');
});
