import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, MessageChannelMain } from 'electron';
import type { Problem } from '../contract/problem';
import { EngineProcess } from './engine-process';
import { hardenApp } from './harden';
import { hostOptions } from './host-options';
import { installMenu } from './menu';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol';
import { openWindow } from './window';

const outDir = join(__dirname, '..');
/** As `hubbub serve`, whose clean end is promised within 2 s. */
const patienceMs = 1_800;
const options = hostOptions(process.argv, homedir(), app.getVersion());
let window: BrowserWindow | null = null;
let isQuitting = false;

const engine = new EngineProcess(join(outDir, 'engine', 'utility.js'), options, {
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

registerPageScheme();
hardenApp();
// The browser's own files go with the data: two Hubbubs on two folders would fight over shared ones.
app.setPath('userData', join(options.dataDir, 'window'));
app.whenReady().then(() => {
  engine.start();
  servePage(join(outDir, 'renderer'));
  installMenu(options.dataDir);
  const opened = openWindow(join(outDir, 'preload', 'preload.js'), options.dataDir);
  window = opened;
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
