import { BrowserWindow } from 'electron';
import { pageOrigin } from './page-protocol';

/** Opens the main window: sandboxed, isolated, and on the page alone. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 400,
    useContentSize: true,
    title: 'Hubbub',
    backgroundColor: '#16181b',
    autoHideMenuBar: true,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault();
  });
  void window.loadURL(`${pageOrigin}/index.html`);
  return window;
}
