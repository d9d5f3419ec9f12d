import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, ipcMain, MessageChannelMain } from 'electron';
import { dataDirOf } from './data-dir';
import { type EngineProcess, startEngine } from './engine-process';
import { hardenApp } from './harden';
import { installMenu } from './menu';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol';
import { openWindow } from './window';

const outDir = join(__dirname, '..');
const dataDir = dataDirOf(process.argv, homedir());
let engine: EngineProcess | null = null;
let isQuitting = false;

function start(): EngineProcess {
  const started = startEngine(join(outDir, 'engine', 'utility.js'), [dataDir, app.getVersion()]);
  started.onGone(() => {
    if (engine === started) engine = null;
  });
  return started;
}

/** A new port between the window that asks and the engine. */
function connect(window: BrowserWindow): void {
  engine ??= start();
  const { port1, port2 } = new MessageChannelMain();
  engine.attach(port1);
  engine.onGone(() => {
    if (!isQuitting && !window.isDestroyed()) window.webContents.send('hubbub:engine-gone');
  });
  window.webContents.postMessage('hubbub:port', null, [port2]);
}

registerPageScheme();
hardenApp();
// The browser's own files go with the data: two Hubbubs on two folders would fight over shared ones.
app.setPath('userData', resolve(dataDir, 'window'));
app.whenReady().then(() => {
  engine = start();
  servePage(join(outDir, 'renderer'));
  installMenu(dataDir);
  const window = openWindow(join(outDir, 'preload', 'preload.js'), dataDir);
  ipcMain.on('hubbub:request-port', ({ senderFrame, sender }) => {
    // Only the page itself may have a port, not what might be embedded in it.
    if (sender === window.webContents && senderFrame?.url.startsWith(`${pageOrigin}/`)) connect(window);
  });
});
app.on('window-all-closed', () => app.quit());
app.on('before-quit', (event) => {
  if (engine === null || isQuitting) return;
  event.preventDefault();
  isQuitting = true;
  void engine.close().finally(() => app.quit());
});
