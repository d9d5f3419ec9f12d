import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { pageOrigin } from './page-protocol';
import { keepPlace, reachable, readPlace } from './window-place';

/** The page's own ground (surface-0 of colours.css), so that nothing flashes before its first paint. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0e1213' : '#edf0f1');
const settled = 500;
/** A page that crashes is loaded again, but not for ever. */
const reloads = { most: 3, within: 60_000 };

/** Opens the main window, on the page alone and where it was last. @param dataDir keeps its place, in window.json */
export function openWindow(preload: string, dataDir: string): BrowserWindow {
  const file = join(dataDir, 'window.json');
  const kept = readPlace(file);
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const place = kept && reachable(kept, screens);
  const window = new BrowserWindow({
    ...(place === null ? { width: 1280, height: 800, useContentSize: true } : place.area),
    minWidth: 640,
    minHeight: 400,
    title: 'Hubbub',
    backgroundColor: ground(),
    autoHideMenuBar: true,
    // macOS takes the icon of the bundle.
    ...(process.platform !== 'darwin' && { icon: join(app.getAppPath(), 'assets', 'icons', '256x256.png') }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // It would download dictionaries.
      spellcheck: false,
    },
  });
  if (place?.maximized) window.maximize();
  rememberPlace(window, file);
  followTheme(window);
  recover(window);
  void window.loadURL(`${pageOrigin}/index.html`);
  return window;
}

function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(timer);
    keepPlace(file, { area: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settled);
  };
  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', keep);
  window.on('closed', () => clearTimeout(timer));
}

function followTheme(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(ground());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
}

function recover(window: BrowserWindow): void {
  let times: number[] = [];
  window.webContents.on('render-process-gone', (_, { reason }) => {
    const now = Date.now();
    times = [...times.filter((time) => now - time < reloads.within), now];
    if (reason !== 'clean-exit' && times.length <= reloads.most) window.webContents.reload();
  });
}
