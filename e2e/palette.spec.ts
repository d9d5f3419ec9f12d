import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

test('the palette runs a command, goes to a message and filters, by keyboard alone', async ({
  opened: { page, hub },
}, info) => {
  await fetch(new URL('/not-a-route-of-ours', hub));
  await expect(page.getByRole('row').filter({ hasText: 'not-a-route-of-ours' })).toBeVisible();
  await page.getByRole('grid', { name: 'Timeline' }).focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('searchbox', { name: 'Search or run' });
  await expect(field).toBeFocused();
  await page.keyboard.type('pause');
  await expect(page.getByRole('menuitem', { name: /Pause the view/ })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: `out/screens/palette-1280-dark-${info.project.name}.png` });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Resume' }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('not-a-route');
  await page.getByRole('menuitem', { name: /Filter by/ }).waitFor();
  await expect(page.getByRole('menuitem', { name: /not-a-route-of-ours/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});
