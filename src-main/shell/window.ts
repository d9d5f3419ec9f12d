import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { pageOrigin } from './page-protocol';
import { keepPlace, reachable, readPlace } from './window-place';

/** The page's own ground (surface-0 of colours.css), so that nothing flashes before its first paint. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#0e1213' : '#edf0f1');
const settled = 500;
/** A page that crashes is loaded again, but not for ever. */
const reloads = { most: 3, within: 60_000 };

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a window of the page is like. */
export interface WindowKind {
  /** Keeps its place, in the data folder. */
  readonly placeFile: string;
  /** Of what is in it, where no place was kept. */
  readonly size: Size;
  readonly least: Size;
  readonly isOnTop?: boolean;
}

export const mainWindow: WindowKind = {
  placeFile: 'window.json',
  size: { width: 1280, height: 800 },
  least: { width: 640, height: 400 },
};

/** Opens a window on the page alone and where it was last. @param hash says which part of the page it shows */
export function openWindow(preload: string, dataDir: string, kind: WindowKind, hash = ''): BrowserWindow {
  const { size, least, isOnTop = false } = kind;
  const file = join(dataDir, kind.placeFile);
  const kept = readPlace(file);
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const place = kept && reachable(kept, screens);
  const window = new BrowserWindow({
    ...(place === null ? { ...size, useContentSize: true } : place.area),
    minWidth: least.width,
    minHeight: least.height,
    // Small, and not in the way of a full screen.
    ...(isOnTop && { alwaysOnTop: true, maximizable: false, fullscreenable: false }),
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
  void window.loadURL(`${pageOrigin}/index.html${hash}`);
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
