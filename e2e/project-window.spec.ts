import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { dropPath } from './support/drop-path';
import { keepLive } from './support/keep-live';
import { type LaunchedWindow, launchBuilt } from './support/launch';
import { copyOfProject } from './support/projects';

let dataDir = '';
let launched: LaunchedWindow;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-project-window-'));
  await keepLive(dataDir);
  launched = await launchBuilt(dataDir);
});
test.afterEach(async () => {
  await launched.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('the system’s dialog opens a folder; its lines go to the editor, and nothing else does', async () => {
  const { app, page } = launched;
  const { dir, remove } = await copyOfProject('laravel');
  // The two things that belong to the system: its dialog, and what it opens an address with.
  await app.evaluate(({ dialog, shell }, dir) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [dir] });
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedAddresses', opened);
    shell.openExternal = async (address) => void opened.push(address);
  }, dir);
  const addresses = () => app.evaluate(() => Reflect.get(globalThis, 'openedAddresses') as string[]);
  const ask = (place: object) => page.evaluate((place) => window.hubbubHost?.openInEditor(place as never), place);
  const place = { editor: 'phpstorm', dir, file: 'routes/web.php', line: 3 };
  // No folder is open yet.
  expect(await ask(place)).toBe(false);

  await page.getByRole('button', { name: /^Workspace:/ }).click();
  await page.getByRole('menuitem', { name: 'Open a project folder…' }).click();
  const view = page.getByRole('region', { name: 'Project', exact: true });
  await expect(view).toContainText(dir);
  await view.getByRole('link', { name: 'app/Events/NewMessage.php:11' }).first().click();
  await expect.poll(addresses).toEqual([`vscode://file${dir}/app/Events/NewMessage.php:11`]);

  expect(await ask(place)).toBe(true);
  for (const other of [
    { ...place, dir: '/etc', file: 'passwd' },
    { ...place, file: '../../etc/passwd' },
    { ...place, editor: 'file' },
    { ...place, dir: `${dir}/..` },
  ]) {
    expect(await ask(other)).toBe(false);
  }
  expect(await addresses()).toHaveLength(2);
  await remove();
});

test('a folder dropped on the window is opened as a project, a file is told apart', async () => {
  const { page } = launched;
  const { dir, remove } = await copyOfProject('laravel');
  const view = page.getByRole('region', { name: 'Project', exact: true });

  await dropPath(page, join(dir, '.env'));
  await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText('That was no folder.');
  await expect(view.getByText(dir)).toHaveCount(0);

  const drop = await dropPath(page, dir, { isHeld: true });
  await expect(page.getByText('Drop a folder to open it')).toBeVisible();
  await drop.letGo();
  await expect(view).toContainText(dir);
  await expect(page.getByText('Drop a folder to open it')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Workspace:/ })).toContainText('laravel');
  await remove();
});
