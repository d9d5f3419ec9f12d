import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type TestInfo, test } from '@playwright/test';
import { keepLive } from './support/keep-live';
import { type LaunchedWindow, launchBuilt } from './support/launch';

let dataDir = '';
const opened: LaunchedWindow[] = [];
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-shell-'));
});
test.afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(info: TestInfo): Promise<LaunchedWindow> {
  await keepLive(dataDir);
  const launched = await launchBuilt(dataDir);
  opened.push(launched);
  info.annotations.push({ type: 'host', description: launched.version });
  return launched;
}

/** Ctrl and a key, as a keyboard would: what the page does not use goes to the menu. */
const press = (app: ElectronApplication, keyCode: string, shift?: 'shift') =>
  app.evaluate(
    ({ BrowserWindow }, { keyCode, shift }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const modifiers: ('control' | 'shift')[] = shift ? ['control', shift] : ['control'];
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
      contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
    },
    { keyCode, shift },
  );

const zoomOf = ({ app }: LaunchedWindow) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());

const areaOf = ({ app }: LaunchedWindow) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test.describe('the page', () => {
  test('has the hub and nothing of Node or Electron', async ({ browserName: _ }, info) => {
    const { app, page } = await open(info);
    expect(
      await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
    ).toEqual(['undefined', 'undefined']);
    expect(await page.evaluate(() => Object.keys(window.hubbubHost ?? {}).sort())).toEqual([
      'capabilities',
      'chooseAfterFailure',
      'chooseFolder',
      'closePart',
      'failureShown',
      'onCommand',
      'onFailure',
      'openInEditor',
      'openPart',
      'pathOf',
      'requestPort',
      'showMain',
      'tell',
    ]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test('gets no permission but to copy and to notify', async ({ browserName: _ }, info) => {
    const { app, page } = await open(info);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('granted');
    const located = page.evaluate(
      () =>
        new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('found'),
            ({ code }) => done(code === 1 ? 'denied' : code),
          ),
        ),
    );
    expect(await located).toBe('denied');
    await expect(page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }))).rejects.toThrow();
    await expect(page.evaluate(() => navigator.clipboard.readText())).rejects.toThrow(/denied/);
    await page.evaluate(() => navigator.clipboard.writeText(".listen('OrderShipped')"));
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(".listen('OrderShipped')");
  });

  test('stays on its address and opens no other', async ({ browserName: _ }, info) => {
    const { app, page, hub } = await open(info);
    const address = page.url();
    expect(await page.evaluate((url) => window.open(url), hub.href)).toBeNull();
    const prevented = app.evaluate(
      ({ BrowserWindow }) =>
        new Promise((done) =>
          BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) =>
            done(event.defaultPrevented),
          ),
        ),
    );
    await page.evaluate((url) => {
      Reflect.set(window, 'stayed', true);
      location.href = url;
    }, hub.href);
    expect(await prevented).toBe(true);
    await page.evaluate((url) => {
      const frame = document.createElement('webview');
      frame.setAttribute('src', url);
      document.body.append(frame);
    }, hub.href);
    expect(await page.evaluate(() => Reflect.get(window, 'stayed'))).toBe(true);
    expect(page.url()).toBe(address);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('gets its own files and no others', async ({ browserName: _ }, info) => {
    const { app } = await open(info);
    const statuses = await app.evaluate(async ({ net }) => {
      const addresses = ['app/index.html', 'app/', 'other/index.html', 'app/..%2fmain%2fmain.js', 'app/%E0%A4%A.js'];
      return Promise.all(addresses.map(async (address) => (await net.fetch(`hubbub://${address}`)).status));
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });

  test('alone gets a port to the engine', async ({ browserName: _ }, info) => {
    const { app, page } = await open(info);
    await page.evaluate(() => {
      Reflect.set(window, 'ports', 0);
      window.addEventListener('message', ({ data }) => {
        if (data?.type === 'hubbub:port') Reflect.set(window, 'ports', Reflect.get(window, 'ports') + 1);
      });
    });
    const ask = (url: string) =>
      app.evaluate(({ BrowserWindow, ipcMain }, url) => {
        const sender = BrowserWindow.getAllWindows()[0]?.webContents;
        ipcMain.emit('hubbub:request-port', { sender, senderFrame: { url } });
      }, url);
    await ask('https://example.com/');
    await ask('hubbub://app.example.com/index.html');
    await ask('hubbub://app/index.html');
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'ports'))).toBe(1);
  });

  test('comes back after it crashed', async ({ browserName: _ }, info) => {
    const { app } = await open(info);
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const loaded = new Promise<void>((done) => contents?.once('did-finish-load', () => done()));
      contents?.forcefullyCrashRenderer();
      return loaded;
    });
    const text = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
      );
    await expect.poll(text).toContain('127.0.0.1:');
  });
});

test.describe('keys', () => {
  test('zoom the page, whichever plus is pressed', async ({ browserName: _ }, info) => {
    const launched = await open(info);
    const { app } = launched;
    await press(app, '=');
    await expect.poll(() => zoomOf(launched)).toBe(0.5);
    await press(app, '=', 'shift');
    await expect.poll(() => zoomOf(launched)).toBe(1);
    await press(app, '-');
    await expect.poll(() => zoomOf(launched)).toBe(0.5);
    await press(app, '0');
    await expect.poll(() => zoomOf(launched)).toBe(0);
    await press(app, 'numadd');
    await expect.poll(() => zoomOf(launched)).toBe(0.5);
    await press(app, 'num0');
    await expect.poll(() => zoomOf(launched)).toBe(0);
  });

  test('that the page uses are left to it', async ({ browserName: _ }, info) => {
    const { app, page } = await open(info);
    await page.evaluate(() => {
      const pressed: string[] = [];
      Reflect.set(window, 'pressed', pressed);
      // The palette, once it is open, tells its list of each key with an event of its own.
      window.addEventListener(
        'keyup',
        ({ key, isTrusted }) => isTrusted && key !== 'Control' && pressed.push(key.toLowerCase()),
        true,
      );
    });
    const keys = ['r', 'p', 'l', 'f', 'k', 'b', 'w', '1', ','];
    for (const key of keys) await press(app, key);
    // Neither reloaded nor closed: the list is that of the same document.
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'pressed'))).toEqual(keys);
  });
});

test('the window opens where it was closed', async ({ browserName: _ }, info) => {
  const first = await open(info);
  const area = { x: 40, y: 60, width: 1000, height: 700 };
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), area);
  await expect.poll(() => areaOf(first)).toEqual(area);
  await opened.pop()?.close();
  expect(JSON.parse(await readFile(join(dataDir, 'window.json'), 'utf8'))).toEqual({ area, maximized: false });
  expect(await areaOf(await open(info))).toEqual(area);
});

test('a window that was on a screen that is gone opens on one that is there', async ({ browserName: _ }, info) => {
  const gone = { x: 20_000, y: 60, width: 1000, height: 700 };
  await writeFile(join(dataDir, 'window.json'), JSON.stringify({ area: gone, maximized: false }));
  const launched = await open(info);
  const screen = await launched.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  const area = await areaOf(launched);
  expect(area?.x).toBeGreaterThanOrEqual(screen.x);
  expect((area?.x ?? 0) + (area?.width ?? 0)).toBeLessThanOrEqual(screen.x + screen.width);
});

test('the ground behind the page has the colour of the theme', async ({ browserName: _ }, info) => {
  const { app, page } = await open(info);
  // Playwright would keep the page on light.
  await page.emulateMedia({ colorScheme: null });
  const ground = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase());
  const painted = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const grounds: (string | undefined)[] = [];
  for (const theme of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const parts = (await painted()).match(/\d+/g) ?? [];
    const colour = `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
    await expect.poll(ground).toBe(colour);
    grounds.push(colour);
  }
  expect(grounds[0]).not.toBe(grounds[1]);
});
