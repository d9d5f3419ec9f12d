import { attachTo } from './support/attach';
import { axe } from './support/axe';
import { overflow, sizes } from './support/fits';
import { expect } from './support/host';
import { addressOf, testWithOther as test } from './support/other-server';
import { prepareTour, screensOf } from './support/screens';

/** Those that stand in no other test of their widths, in the order of the tour. */
const later = ['path', 'palette', 'statistics', 'project-none', 'project', 'mercure', 'settings', 'connect', 'session'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`views of the tour fit and are clean, ${colorScheme}`, async ({ opened, other }) => {
    test.setTimeout(360_000);
    opened.page.setDefaultTimeout(15_000);
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    const client = await attachTo(opened.dataDir);
    await client.call('demo.start', undefined);
    client.close();
    const { project, end } = await prepareTour(opened);
    for (const { name, open } of screensOf({ address: addressOf(other.hub), project })) {
      await open(page);
      if (!later.includes(name)) continue;
      for (const size of [sizes[0], sizes[2]]) {
        await page.setViewportSize(size ?? { width: 1280, height: 800 });
        expect.soft(await overflow(page), `${name} at ${size?.width}`).toBe(0);
        expect.soft(await axe(page), `${name} at ${size?.width}`).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      if (name === later.at(-1)) break;
    }
    await end();
  });
}
