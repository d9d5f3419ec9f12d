import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { axeFindings } from './support/axe';
import { publish, rowsOf } from './support/clients';
import { killEngine } from './support/engine-of';
import { expect, test } from './support/host';
import { atOrders, byButton, inspector } from './support/inspector-window';
import { keepLive } from './support/keep-live';
import { launchBuilt } from './support/launch';

test.use({ expectedComplaint: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/ });

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

test('the mini window stays on top, tells what came last, and leads to its row', async ({ opened }) => {
  const { page, hub, dataDir } = opened;
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Open the mini window');
  const [mini] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await expect(mini.getByText('Nothing was recorded yet.')).toBeVisible();
  await expect(mini.getByRole('status')).toContainText(`${hub.host}running`);
  await publish(hub, 'OrderShipped');
  const last = mini.getByRole('button', { name: /Show in the main window: Publish orders OrderShipped/ });
  await expect(last).toBeVisible();
  await expect(mini.getByText(/0 clients/)).toBeVisible();
  expect(await axeFindings(mini)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await mini.emulateMedia({ colorScheme });
    await mini.screenshot({ path: `out/screens/mini-${colorScheme}.png` });
  }
  expect(await mini.evaluate(() => [innerWidth, innerHeight])).toEqual([320, 140]);

  await page.getByRole('link', { name: 'Clients' }).click();
  await last.focus();
  await mini.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'OrderShipped' })).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveAttribute('aria-selected', 'true');

  // Of the engine's next life, too.
  await killEngine(dataDir);
  await publish(hub, 'AfterTheRestart');
  await expect(mini.getByRole('button', { name: /AfterTheRestart/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Comma');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(mini).toHaveTitle('迷你窗口 · Hubbub');
});

test('the windows beside the main one stay above it as they should, and end with it', async ({ dataDir }) => {
  await keepLive(dataDir);
  const { app, page, hub } = await launchBuilt(dataDir);
  await atOrders({ page, hub });
  await byButton(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Open the mini window');
  await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  const isOnTop = await app.evaluate(({ BrowserWindow }) =>
    Object.fromEntries(
      BrowserWindow.getAllWindows().map((window) => [
        /#(\w+)=/.exec(window.webContents.getURL())?.[1] ?? 'main',
        window.isAlwaysOnTop(),
      ]),
    ),
  );
  expect(isOnTop).toEqual({ main: false, inspector: false, mini: true });
  const ended = new Promise<void>((done) => app.on('close', () => done()));
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => !webContents.getURL().includes('#'))
      ?.close(),
  );
  await ended;
  for (const file of ['inspector.json', 'mini.json']) {
    expect(JSON.parse(await readFile(join(dataDir, file), 'utf8'))).toHaveProperty('area.width');
  }
});
