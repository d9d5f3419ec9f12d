import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appServer, rowsOf, subscribe } from './support/clients';
import { keepLive } from './support/keep-live';
import { launchWindow, needed } from './support/launch';

let dataDir = '';
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-packaged-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the packed app paints what real clients send through it, and is nobody else', async ({
  browserName: _,
}, info) => {
  // Variables that would make a plain Electron run something else.
  const stranger = join(dataDir, 'stranger.cjs');
  const trace = join(dataDir, 'trace');
  await writeFile(stranger, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
  await keepLive(dataDir);
  const { app, page, hub, version, close } = await launchWindow(needed('HUBBUB_PACKAGED'), [], dataDir, {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${stranger}`,
  });
  info.annotations.push({ type: 'host', description: `${version}, packed` });
  try {
    const packed = await app.evaluate(({ app, nativeImage }) => ({
      isPackaged: app.isPackaged,
      path: app.getAppPath(),
      name: app.getName(),
      icon: nativeImage.createFromPath(`${app.getAppPath()}/assets/icons/256x256.png`).getSize(),
    }));
    expect(packed).toMatchObject({ isPackaged: true, name: 'Hubbub', icon: { width: 256, height: 256 } });
    expect(packed.path).toMatch(/app\.asar$/);
    expect(existsSync(trace)).toBe(false);

    const { client, subscription } = await subscribe(hub, 'orders');
    const received = new Promise((done) => subscription.bind('OrderShipped', done));
    await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
    expect(await received).toEqual({ id: 7 });
    // The row has been through the addon and both workers.
    const rows = rowsOf(page);
    await expect(rows.filter({ hasText: 'OrderShipped' })).toHaveCount(2);
    await page.screenshot({ path: info.outputPath('page.png') });
    client.disconnect();
  } finally {
    await close();
  }
});
