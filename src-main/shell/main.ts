import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  safeStorage,
} from 'electron';
import { readShellState, type ShellState } from '../contract/shell-calls';
import { openInEditor, workspaceOf } from './editor';
import { EngineFailure } from './engine-failure';
import { EngineProcess } from './engine-process';
import { hardenApp } from './harden';
import { hostOptions } from './host-options';
import { installMenu } from './menu';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol';
import { SideWindows } from './side-windows';
import { HubTray } from './tray';
import { vaultKey } from './vault-key';
import { mainWindow, openWindow } from './window';

const outDir = join(__dirname, '..');
/** As `hubbub serve`, whose clean end is promised within 2 s. */
const patienceMs = 1_800;
const options = hostOptions(process.argv, homedir(), app.getVersion());
let window: BrowserWindow | null = null;
let isQuitting = false;
let shown: ShellState | null = null;

const preload = join(outDir, 'preload', 'preload.js');
const sides = new SideWindows(preload, options.dataDir);
const pages = () => [...(window === null || window.isDestroyed() ? [] : [window]), ...sides.all()];
const askVaultKey = () => vaultKey(options.dataDir, safeStorage);
const engine = new EngineProcess(join(outDir, 'engine', 'utility.js'), options, askVaultKey, {
  portsGone: () => {
    if (isQuitting) return;
    for (const { webContents } of pages()) webContents.send('hubbub:engine-gone');
  },
  failed: (problem) => failure.failed(problem),
});

const failure = new EngineFailure({
  page: () => (isQuitting || window === null || window.isDestroyed() ? null : window.webContents),
  tryAgain: () => engine.start(),
});

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

/** What is to be asked before the end; null while no client is connected, or the engine they were connected to is gone. */
function questionBefore(): ShellState['quit'] | null {
  return failure.stands || shown === null || shown.clients === 0 ? null : shown.quit;
}

/** Whether it may end now: with clients connected a person is asked first. */
async function mayQuit(): Promise<boolean> {
  const question = questionBefore();
  if (question === null) return true;
  const { message, detail, quit, stay } = question;
  const buttons = [quit, stay];
  const asked = { type: 'question' as const, title: 'Hubbub', message, detail, buttons, defaultId: 1, cancelId: 1 };
  const { response } = await (window === null ? dialog.showMessageBox(asked) : dialog.showMessageBox(window, asked));
  return response === 0;
}

const quit = () => void mayQuit().then((may) => may && app.quit());
const acts = { run: (id: string) => window?.webContents.send('hubbub:command', id), quit };
const tray = new HubTray({ show: showWindow, mini: () => acts.run('view.mini'), quit });

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
  const opened = openWindow(preload, options.dataDir, mainWindow);
  window = opened;
  opened.on('close', (event) => {
    if (isQuitting || questionBefore() === null) return;
    event.preventDefault();
    quit();
  });
  opened.on('closed', () => sides.closeAll());
  type PageEvent = IpcMainEvent | IpcMainInvokeEvent;
  // Only the page itself is heard, not what might be embedded in it.
  const windowOf = ({ senderFrame, sender }: PageEvent) =>
    senderFrame?.url.startsWith(`${pageOrigin}/`) === true
      ? pages().find(({ webContents }) => webContents === sender)
      : undefined;
  const isPage = (event: PageEvent) => windowOf(event) === opened;
  const onPage = (channel: string, listener: (value: unknown) => void) =>
    ipcMain.on(channel, (event, value: unknown) => {
      if (isPage(event)) listener(value);
    });
  onPage('hubbub:state', (value) => {
    const told = readShellState(value);
    if (told === null) return;
    const isSameMenu = JSON.stringify([shown?.menus, shown?.words]) === JSON.stringify([told.menus, told.words]);
    shown = told;
    if (!isSameMenu) installMenu(options.dataDir, acts, told);
    tray.tell(told);
  });
  ipcMain.handle('hubbub:choose-folder', async (event, title: unknown) => {
    if (!isPage(event)) return null;
    const words = typeof title === 'string' ? { title: title.slice(0, 200) } : {};
    const { filePaths } = await dialog.showOpenDialog(opened, { ...words, properties: ['openDirectory'] });
    return filePaths[0] ?? null;
  });
  ipcMain.handle('hubbub:open-in-editor', (event, place: unknown) =>
    windowOf(event) !== undefined ? openInEditor(place, () => workspaceOf(engine)) : false,
  );
  onPage('hubbub:ask-failure', () => failure.tell());
  onPage('hubbub:failure-shown', () => failure.shown());
  onPage('hubbub:failure-choice', (choice) => failure.choose(choice));
  opened.webContents.on('render-process-gone', () => failure.pageGone());
  onPage('hubbub:open-part', (part) => sides.show(part));
  ipcMain.on('hubbub:show-main', (event) => {
    if (windowOf(event) !== undefined) showWindow();
  });
  ipcMain.on('hubbub:close-part', (event) => {
    const asking = windowOf(event);
    if (asking !== opened) asking?.close();
  });
  ipcMain.on('hubbub:request-port', (event) => {
    const asking = windowOf(event);
    if (asking !== undefined) connect(asking);
  });
});
app.on('window-all-closed', () => app.quit());
app.on('before-quit', (event) => {
  if (isQuitting) return;
  event.preventDefault();
  isQuitting = true;
  void engine.close(patienceMs).finally(() => app.quit());
});
