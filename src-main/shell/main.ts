import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  safeStorage,
} from 'electron';
import type { Problem } from '../contract/problem';
import { readShellState, type ShellState } from '../contract/shell-calls';
import { openInEditor, workspaceOf } from './editor';
import { EngineProcess } from './engine-process';
import { hardenApp } from './harden';
import { hostOptions } from './host-options';
import { installMenu } from './menu';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol';
import { HubTray } from './tray';
import { vaultKey } from './vault-key';
import { openWindow } from './window';

const outDir = join(__dirname, '..');
/** As `hubbub serve`, whose clean end is promised within 2 s. */
const patienceMs = 1_800;
const options = hostOptions(process.argv, homedir(), app.getVersion());
let window: BrowserWindow | null = null;
let isQuitting = false;
let shown: ShellState | null = null;

const askVaultKey = () => vaultKey(options.dataDir, safeStorage);
const engine = new EngineProcess(join(outDir, 'engine', 'utility.js'), options, askVaultKey, {
  portsGone: () => {
    if (!isQuitting && window?.isDestroyed() === false) window.webContents.send('hubbub:engine-gone');
  },
  failed: (problem) => void askWhatNow(problem),
});

async function askWhatNow({ message, hint }: Problem): Promise<void> {
  process.stderr.write(`${message}\n${hint}\n`);
  const buttons = ['Try again', 'Quit'];
  const { response } = await dialog.showMessageBox({ type: 'error', title: 'Hubbub', message, detail: hint, buttons });
  if (response === 0) engine.start();
  else app.quit();
}

/** A new port between the window that asks and the engine. */
function connect({ webContents }: BrowserWindow): void {
  const { port1, port2 } = new MessageChannelMain();
  engine.attach(port1);
  webContents.postMessage('hubbub:port', null, [port2]);
}

function showWindow(): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Whether it may end now: with clients connected a person is asked first. */
async function mayQuit(): Promise<boolean> {
  if (shown === null || shown.clients === 0) return true;
  const { message, detail, quit, stay } = shown.quit;
  const buttons = [quit, stay];
  const asked = { type: 'question' as const, title: 'Hubbub', message, detail, buttons, defaultId: 1, cancelId: 1 };
  const { response } = await (window === null ? dialog.showMessageBox(asked) : dialog.showMessageBox(window, asked));
  return response === 0;
}

const quit = () => void mayQuit().then((may) => may && app.quit());
const acts = { run: (id: string) => window?.webContents.send('hubbub:command', id), quit };
const tray = new HubTray({ show: showWindow, quit });

registerPageScheme();
hardenApp();
// The browser's own files go with the data: two Hubbubs on two folders would fight over shared ones.
app.setPath('userData', join(options.dataDir, 'window'));
// One window a data folder; who starts Hubbub again means this one.
if (!app.requestSingleInstanceLock()) app.exit(0);
app.on('second-instance', showWindow);
app.whenReady().then(() => {
  engine.start();
  servePage(join(outDir, 'renderer'));
  installMenu(options.dataDir, acts);
  const opened = openWindow(join(outDir, 'preload', 'preload.js'), options.dataDir);
  window = opened;
  opened.on('close', (event) => {
    if (isQuitting || shown === null || shown.clients === 0) return;
    event.preventDefault();
    quit();
  });
  ipcMain.on('hubbub:state', ({ senderFrame, sender }, value: unknown) => {
    if (sender !== opened.webContents || !senderFrame?.url.startsWith(`${pageOrigin}/`)) return;
    const told = readShellState(value);
    if (told === null) return;
    const isSameMenu = JSON.stringify([shown?.menus, shown?.words]) === JSON.stringify([told.menus, told.words]);
    shown = told;
    if (!isSameMenu) installMenu(options.dataDir, acts, told);
    tray.tell(told);
  });
  const isPage = ({ senderFrame, sender }: IpcMainInvokeEvent) =>
    sender === opened.webContents && senderFrame?.url.startsWith(`${pageOrigin}/`) === true;
  ipcMain.handle('hubbub:choose-folder', async (event, title: unknown) => {
    if (!isPage(event)) return null;
    const words = typeof title === 'string' ? { title: title.slice(0, 200) } : {};
    const { filePaths } = await dialog.showOpenDialog(opened, { ...words, properties: ['openDirectory'] });
    return filePaths[0] ?? null;
  });
  ipcMain.handle('hubbub:open-in-editor', (event, place: unknown) =>
    isPage(event) ? openInEditor(place, () => workspaceOf(engine)) : false,
  );
  ipcMain.on('hubbub:request-port', ({ senderFrame, sender }) => {
    // Only the page itself may have a port, not what might be embedded in it.
    if (sender === opened.webContents && senderFrame?.url.startsWith(`${pageOrigin}/`)) connect(opened);
  });
});
app.on('window-all-closed', () => app.quit());
app.on('before-quit', (event) => {
  if (isQuitting) return;
  event.preventDefault();
  isQuitting = true;
  void engine.close(patienceMs).finally(() => app.quit());
});
