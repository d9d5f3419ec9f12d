import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/host';
import { atOrders, byButton, inspector } from './support/inspector-window';

test('the window of the inspector is as shut in as the main one, and keeps its place', async ({ opened }) => {
  const { page, dataDir } = opened;
  await atOrders(opened);
  const own = await byButton(page);
  expect(await own.evaluate(() => [typeof Reflect.get(window, 'require'), window.open('about:blank')])).toEqual([
    'undefined',
    null,
  ]);
  expect(own.url()).toMatch(/^hubbub:\/\/app\/index\.html#inspector=[\w-]+$/);
  await own.getByRole('button', { name: 'Inspector back into the main window' }).click();
  await expect(inspector(page)).toBeVisible();
  const { area } = JSON.parse(await readFile(join(dataDir, 'inspector.json'), 'utf8'));
  expect(area).toMatchObject({ width: 480 });
  // Asked for by name only.
  await page.evaluate(() => {
    const { hubbubHost } = window;
    hubbubHost?.openPart({ name: 'https://example.com/', of: 'a1b2c3d4' } as never);
    hubbubHost?.openPart({ name: 'inspector', of: '../../x' });
  });
  const again = await byButton(page);
  expect(again.url()).toContain('#inspector=');
  expect(page.context().pages()).toHaveLength(2);
});
