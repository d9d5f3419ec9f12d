import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appServer, subscribe } from './support/clients';
import { launchWindow, needed } from './support/launch';

let dataDir = '';
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-packaged-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the packed app paints what real clients send through it', async ({ browserName: _ }, info) => {
  const { app, page, hub, version, close } = await launchWindow(needed('HUBBUB_PACKAGED'), [], dataDir);
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

    const { client, subscription } = await subscribe(hub, 'orders');
    const received = new Promise((done) => subscription.bind('OrderShipped', done));
    await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
    expect(await received).toEqual({ id: 7 });
    // The row has been through the addon and both workers.
    const rows = page.getByRole('table', { name: 'Timeline' }).getByRole('row');
    await expect(rows.filter({ hasText: 'OrderShipped' })).toHaveCount(2);
    await page.screenshot({ path: info.outputPath('page.png') });
    client.disconnect();
  } finally {
    await close();
  }
});
