import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import WebSocket from 'ws';
import { engineOf, killEngine, nextEngine } from './support/engine-of';
import { keepLive } from './support/keep-live';
import { anyPort, asRoot, type LaunchedWindow, launchBuilt, needed } from './support/launch';

let dataDir = '';
let window: LaunchedWindow;
let isClosed = false;
test.beforeEach(async () => {
  isClosed = false;
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-life-'));
  await keepLive(dataDir);
  window = await launchBuilt(dataDir);
});
test.afterEach(async () => {
  if (!isClosed) await window?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const isVisible = () =>
  window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
const hide = () => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

/** Keeps what the tray is told; it goes on being told. */
async function watchTray(): Promise<void> {
  await window.app.evaluate(({ Tray }) => {
    const seen = { tip: '', menu: null as Electron.Menu | null, trays: new Set<Electron.Tray>() };
    Reflect.set(globalThis, 'seenTray', seen);
    const { setToolTip, setContextMenu } = Tray.prototype;
    Tray.prototype.setToolTip = function (tip) {
      seen.tip = tip;
      seen.trays.add(this);
      setToolTip.call(this, tip);
    };
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu;
      setContextMenu.call(this, menu);
    };
  });
}

interface Seen {
  readonly tip: string;
  readonly menu: Electron.Menu | null;
  readonly trays: Set<Electron.Tray>;
}

const trayNow = () =>
  window.app.evaluate(() => {
    const { tip, menu, trays } = Reflect.get(globalThis, 'seenTray') as Seen;
    return { tip, labels: menu?.items.map(({ label }) => label) ?? [], count: trays.size };
  });

test('the tray says how the hub is, and leads to the window', async () => {
  await watchTray();
  const socket = new WebSocket(`ws://${window.hub.host}/app/your_app_key?protocol=7`);
  await expect.poll(trayNow).toEqual({
    tip: `Hub ${window.hub.host} running, 1 client`,
    labels: [`Hub ${window.hub.host} running, 1 client`, '', 'Show Hubbub', 'Open the mini window', 'Quit'],
    count: 1,
  });
  await hide();
  expect(await isVisible()).toBe(false);
  await window.app.evaluate(() => (Reflect.get(globalThis, 'seenTray') as Seen).menu?.items[2]?.click());
  await expect.poll(isVisible).toBe(true);
  await hide();
  await window.app.evaluate(() => [...(Reflect.get(globalThis, 'seenTray') as Seen).trays][0]?.emit('click'));
  await expect.poll(isVisible).toBe(true);
  socket.close();
  await expect.poll(async () => (await trayNow()).tip).toBe(`Hub ${window.hub.host} running, 0 clients`);
});

test('starting it again on the same folder shows the window that is there', async () => {
  const { pid, run } = await engineOf(dataDir);
  await hide();
  const args = [...asRoot, '--disable-gpu', '.', '--data', dataDir, ...anyPort];
  const second = spawn(needed('HUBBUB_ELECTRON'), args, { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect.poll(isVisible).toBe(true);
  expect(await window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await engineOf(dataDir)).toMatchObject({ pid, run });
});

test('an engine that dies again and again is asked about in the page: tried again, or the end', async () => {
  test.setTimeout(180_000);
  const deaths = 6;
  const dieTooOften = async () => {
    for (let death = 1; death < deaths; death += 1) await killEngine(dataDir);
    const last = await engineOf(dataDir);
    process.kill(last.pid, 'SIGKILL');
    return last.run;
  };
  const failure = window.page.getByRole('region', { name: 'The engine does not run' });
  const last = await dieTooOften();
  await expect(failure.getByRole('alert')).toContainText('The engine died 6 times in a row soon after its start.');
  await expect(failure.getByRole('alert')).toContainText(dataDir);
  await expect(window.page.getByText('Hubbub goes on trying to reach it')).toHaveCount(0);
  await failure.getByRole('button', { name: 'Try again' }).click();
  // Tried again, it is there, and so is the page.
  await nextEngine(dataDir, last);
  await expect(failure).toHaveCount(0);
  await expect(window.page.getByRole('status').getByText(/127\.0\.0\.1:\d+/)).toBeVisible();
  await dieTooOften();
  const ended = new Promise<void>((done) => window.app.on('close', () => done()));
  isClosed = true;
  await failure.getByRole('button', { name: 'Quit' }).click();
  await ended;
});
