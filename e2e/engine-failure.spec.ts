import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { axeFindings } from './support/axe';
import { keepLive } from './support/keep-live';
import { anyPort, needed, type StartedWindow, startWindow } from './support/launch';
import { shoot } from './support/shoot';

let dataDir = '';
let config = '';
let window: StartedWindow;
let isClosed = false;

/** Its settings file is not there: the engine of this window cannot start. */
test.beforeEach(async () => {
  isClosed = false;
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-failure-'));
  config = join(dataDir, 'config.json');
  await keepLive(dataDir);
  window = await startWindow(needed('HUBBUB_ELECTRON'), ['.'], dataDir, {}, [...anyPort, '--config', config]);
  await window.app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Reflect.set(globalThis, 'asked', asked);
    dialog.showMessageBox = ((options: { signal?: AbortSignal }) => {
      asked.push(options);
      return new Promise((done) => {
        Reflect.set(globalThis, 'answer', (response: number) => done({ response, checkboxChecked: false }));
        options.signal?.addEventListener('abort', () => done({ response: 0, checkboxChecked: false }));
      });
    }) as never;
  });
});
test.afterEach(async () => {
  if (!isClosed) await window?.app.close();
  await rm(dataDir, { recursive: true, force: true });
});

const asked = () => window.app.evaluate(() => (Reflect.get(globalThis, 'asked') as object[]).length);
const failure = (name = 'The engine does not run') => window.page.getByRole('region', { name });
const address = () => window.page.getByRole('status').getByText(/127\.0\.0\.1:\d+/);

test('an engine that cannot start is spoken of in the page, and starts once its cause is gone', async () => {
  const { page } = window;
  let printed = '';
  window.app.process().stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  await expect(failure().getByRole('alert')).toHaveText(
    `The settings file ${config} cannot be read: it is not there.Look at --config FILE.`,
  );
  const again = failure().getByRole('button', { name: 'Try again' });
  await expect(again).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'engine-failure');

  await page.keyboard.press('Tab');
  await expect(failure().getByRole('button', { name: 'Quit' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  // Still not there: it fails anew, and is said anew.
  await failure()
    .getByRole('alert')
    .evaluate((alert) => alert.setAttribute('data-before', ''));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-before]')).toHaveCount(0);
  await expect.poll(() => printed).toContain(`The settings file ${config} cannot be read: it is not there.`);
  await expect(again).toBeFocused();

  await writeFile(config, '{}');
  await page.keyboard.press('Enter');
  await expect(address()).toBeVisible();
  await expect(failure()).toHaveCount(0);
  expect(await asked()).toBe(0);
});

test('a page that is loaded after it failed is told, in the language it has', async () => {
  const { page } = window;
  await expect(failure()).toBeVisible();
  await page.evaluate(() => {
    const settings = { general: { language: 'zh-CN' } };
    localStorage.setItem('hubbub.settings', JSON.stringify({ state: { settings }, version: 0 }));
  });
  await page.reload();
  await expect(failure('引擎没有运行').getByRole('alert')).toHaveText(
    `无法读取设置文件 ${config}：文件不存在。请检查 --config FILE。`,
  );
  await shoot(page, 'engine-failure-zh');
  await writeFile(config, '{}');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('重新启动引擎');
  await page.keyboard.press('Enter');
  await expect(address()).toBeVisible();
});

test('quits from there', async () => {
  const ended = new Promise<void>((done) => window.app.on('close', () => done()));
  isClosed = true;
  await failure().getByRole('button', { name: 'Quit' }).click();
  await ended;
});

test('without a page the system is asked to say it, and what is chosen there holds', async () => {
  await expect(failure()).toBeVisible();
  // Off the page by the shell itself, which is the only one that can; the engine then fails with nobody there to say so.
  await window.app.evaluate(({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const senderFrame = { url: contents?.getURL() };
    return contents?.loadURL('about:blank').then(() => {
      ipcMain.emit('hubbub:failure-choice', { sender: contents, senderFrame }, 'again');
    });
  });
  await expect.poll(asked).toBe(1);
  const [{ message, buttons }] = await window.app.evaluate(
    () => Reflect.get(globalThis, 'asked') as [{ message: string; buttons: string[] }],
  );
  expect(message).toContain(config);
  expect(buttons).toEqual(['Try again', 'Quit']);

  // A page that comes back takes it over.
  await window.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.loadURL('hubbub://app/index.html'),
  );
  await writeFile(config, '{}');
  await failure().getByRole('button', { name: 'Try again' }).click();
  await expect(address()).toBeVisible();
});
