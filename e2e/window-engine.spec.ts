import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { publish, rowsOf } from './support/clients';
import { engineOf, isAlive, killEngine, nextEngine } from './support/engine-of';
import { keepLive } from './support/keep-live';
import { launchBuilt } from './support/launch';
import { serve } from './support/served-engine';

let dataDir = '';
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-recovery-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('a window on a folder whose engine runs already shows that engine, and becomes the engine when it ends', async () => {
  await keepLive(dataDir);
  const served = await serve(dataDir);
  const { run } = await engineOf(dataDir);
  const window = await launchBuilt(dataDir);
  expect(window.hub.href).toBe(served.hub.href);
  await publish(served.hub, 'SeenThroughTheWindow');
  await expect(rowsOf(window.page).filter({ hasText: 'SeenThroughTheWindow' })).not.toHaveCount(0);

  const { run: second } = await killEngine(dataDir);
  await publish(served.hub, 'FromTheSecondLife');
  await expect(rowsOf(window.page).filter({ hasText: 'FromTheSecondLife' })).not.toHaveCount(0);
  expect(second).not.toBe(run);

  expect(await served.stop()).toBe(0);
  await nextEngine(dataDir, second);
  const address = window.page.getByRole('status').getByText(/127\.0\.0\.1:\d+/);
  await expect(address).not.toContainText(served.hub.host);
  const hub = new URL(`http://${/127\.0\.0\.1:\d+/.exec((await address.textContent()) ?? '')?.[0]}`);
  await publish(hub, 'FromTheWindowsOwn');
  await expect(rowsOf(window.page).filter({ hasText: 'FromTheWindowsOwn' })).not.toHaveCount(0);
  await window.close();
});

test('a window that is killed takes its engine with it, and its folder is free', async () => {
  await keepLive(dataDir);
  const window = await launchBuilt(dataDir);
  const { pid } = await engineOf(dataDir);
  window.app.process().kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 2_000 }).toBe(false);
  const served = await serve(dataDir);
  expect(await served.stop()).toBe(0);
});
