import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import WebSocket from 'ws';
import { keepLive } from './support/keep-live';
import { type LaunchedWindow, launchBuilt } from './support/launch';

let dataDir = '';
let window: LaunchedWindow;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-menu-'));
  await keepLive(dataDir);
  window = await launchBuilt(dataDir);
});
test.afterEach(async () => {
  await window?.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Item {
  readonly label: string;
  readonly accelerator: string;
  readonly enabled: boolean;
}

const commands = () =>
  window.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).flatMap(({ submenu }) =>
        (submenu?.items ?? []).map(
          ({ label, accelerator, enabled }): Item => ({ label, accelerator: String(accelerator), enabled }),
        ),
      ),
    ),
  );

/** Of every menu and of what is in it. */
const labels = () =>
  window.app.evaluate(({ Menu }) => {
    const of = (menu: Electron.Menu | null | undefined): string[] =>
      (menu?.items ?? []).flatMap(({ type, label, submenu, visible }) =>
        type === 'separator' || !visible ? [] : [label, ...of(submenu)],
      );
    return of(Menu.getApplicationMenu());
  });

test('every command of the page is in the menu with its key, and runs from there', async () => {
  await expect.poll(commands).toContainEqual({
    label: 'Pause the view',
    accelerator: 'CommandOrControl+Shift+P',
    enabled: true,
  });
  expect(await commands()).toContainEqual({
    label: 'Show Settings',
    accelerator: 'CommandOrControl+,',
    enabled: true,
  });
  // Nothing is selected: it has its place and its key all the same.
  expect(await commands()).toContainEqual({
    label: 'Resend the selected message',
    accelerator: 'CommandOrControl+R',
    enabled: false,
  });
  // A part without words would be shown by the name it has in the code.
  expect((await labels()).filter((label) => /[a-z]\.[a-z]/i.test(label))).toEqual([]);
  await window.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Show Settings')
      ?.click();
  });
  await expect(window.page.getByRole('searchbox', { name: 'Search settings' })).toBeVisible();
});

test('the menu speaks the language of the page', async () => {
  const { page } = window;
  await page.keyboard.press('Control+Comma');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect.poll(labels).toContain('开发者工具');
  const names = /Hubbub|Mercure|UTC/g;
  expect((await labels()).filter((label) => /[a-z]{2}/i.test(label.replace(names, '')))).toEqual([]);
});

test('closing the window asks while a client is connected, and stays if told so', async () => {
  await window.app.evaluate(({ dialog, ipcMain }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'asked', asked);
    ipcMain.on('hubbub:state', (_, { clients }) => Reflect.set(globalThis, 'clients', clients));
    dialog.showMessageBox = (async (...args: { message?: string }[]) => {
      asked.push(args.at(-1)?.message ?? '');
      return { response: 1, checkboxChecked: false };
    }) as never;
  });
  const socket = new WebSocket(`ws://${window.hub.host}/app/your_app_key?protocol=7`);
  await expect(window.page.getByText('1 client').first()).toBeVisible();
  // The page says so before the shell has heard it.
  await expect.poll(() => window.app.evaluate(() => Reflect.get(globalThis, 'clients'))).toBe(1);
  await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => window.app.evaluate(() => Reflect.get(globalThis, 'asked')))
    .toEqual(['1 client is connected. Quit all the same?']);
  expect(await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  socket.close();
});
