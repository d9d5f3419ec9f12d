import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { atOrders, byButton, inspector } from './support/inspector-window';

test('pages of two tabs do not mix, not even if one was duplicated', async ({ opened }) => {
  const { page } = opened;
  await atOrders(opened);
  const own = await byButton(page);
  // As a browser does with a tab that is duplicated, the new one begins with what the old one kept.
  const kept = await page.evaluate(() => sessionStorage.getItem('hubbub.page'));
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate(() => void window.open(location.pathname)),
  ]);
  await expect.poll(() => other.evaluate(() => sessionStorage.getItem('hubbub.page'))).not.toBe(kept);
  await rowsOf(other).filter({ hasText: 'OrderShipped' }).click();
  await expect(inspector(other).getByRole('heading', { name: 'OrderShipped' })).toBeVisible();
  await expect(inspector(own).getByRole('heading', { name: 'OrderPlaced' })).toBeVisible();
  await other.close();

  // The page it belongs to goes: it says so, and what was to be done there is not lost in silence.
  await page.goto('about:blank');
  await expect(own.getByText('The main window is gone.', { exact: true })).toBeVisible();
  await inspector(own).getByRole('button', { name: 'Resend' }).click();
  await expect(own.getByText(/Open it again, then do this there/).first()).toBeVisible();
  await page.goBack();
  await expect(own.getByText('The main window is gone.', { exact: true })).toHaveCount(0);
});

test('a browser that opens no window is spoken of', async ({ opened }) => {
  const { page } = opened;
  await atOrders(opened);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole('button', { name: 'Inspector in a window of its own' }).click();
  await expect(page.getByText(/Allow pop-ups for this address/).last()).toBeVisible();
  await expect(inspector(page)).toBeVisible();
});

test('the mini window is said to be the desktop app’s where one looks for it', async ({ opened: { page } }) => {
  await page.keyboard.press('ControlOrMeta+Comma');
  await expect(page.getByText('A browser cannot keep a window above all others')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the mini window' })).toHaveCount(0);
});
