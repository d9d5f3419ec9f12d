import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

test.use({ opensOnWelcome: true });

test('a page opens on the first steps, and sends a test event, by keyboard', async ({ opened: { page, hub } }) => {
  await expect(page.getByRole('heading', { name: 'Nothing is connected yet.' })).toBeVisible();
  await expect(page.getByText(`ws://${hub.host}`)).toBeVisible();
  await expect(page.getByText(`REVERB_PORT=${hub.port}`)).toBeVisible();
  await page.getByRole('tab', { name: 'Laravel 11 and later' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('BROADCAST_DRIVER=pusher')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test event' }).press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'OrderShipped' }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Timeline' })).toBeVisible();
});

test('the demo fills Live, and is stopped and removed from the first steps', async ({ opened: { page } }) => {
  await page.getByRole('button', { name: 'Open the demo' }).press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'StockLevelChanged' }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'private-chat.1' }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('first steps');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/is connected, 3 in all/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop the demo' }).press('Enter');
  await page.getByRole('button', { name: 'Remove the demo' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Remove the demo' })).toHaveCount(0);
});

test('axe finds nothing on the first steps, in no size', async ({ opened: { page } }, info) => {
  await expect(page.getByText(/REVERB_APP_SECRET/)).toBeVisible();
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect.soft(await axeFindings(page), `${width}`).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `out/screens/welcome-${width}-${colorScheme}-${info.project.name}.png` });
    }
  }
});
