import type { JSHandle, Page } from '@playwright/test';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';

/** WCAG 4.1.3, and at most a summary every 5 s: the page says every 8. */
const leastMs = 5_000;

/** What the page says from now on, politely, and when. */
function listen(page: Page): Promise<JSHandle<{ readonly atMs: number; readonly text: string }[]>> {
  return page.evaluateHandle(() => {
    const all: { readonly atMs: number; readonly text: string }[] = [];
    const region = document.querySelector('[aria-live="polite"]') as Element;
    new MutationObserver(() => all.push({ atMs: performance.now(), text: region.textContent ?? '' })).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return all;
  });
}

test('what comes is summed up for screen readers, never a row at a time', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  const said = await listen(page);
  const news = async () => (await said.evaluate((all) => all)).filter(({ text }) => /new entr/.test(text));
  let id = 0;
  // As long as it takes to hear it three times.
  await expect
    .poll(
      async () => {
        id += 1;
        await server.trigger('orders', 'OrderShipped', { id });
        return (await news()).length;
      },
      { timeout: 45_000, intervals: [200] },
    )
    .toBeGreaterThanOrEqual(3);
  const times = (await news()).map(({ atMs }) => atMs);
  for (const [at, atMs] of times.slice(1).entries()) expect(atMs - (times[at] ?? 0)).toBeGreaterThan(leastMs);
  expect((await news()).map(({ text }) => Number.parseInt(text, 10)).every((count) => count > 1)).toBe(true);
  // Refusals are named among them, and a row itself is in no region that is read out.
  await server.trigger('orders', 'Large', 'x'.repeat(10_500)).catch(() => {});
  await expect(rowsOf(page).filter({ hasText: 'Refused' })).toBeVisible();
  await expect.poll(async () => (await news()).at(-1)?.text, { timeout: 30_000 }).toMatch(/1 refused/);
  expect(await page.locator('[aria-live] [role="row"], [role="status"] [role="row"], [role="log"]').count()).toBe(0);
});

test('what is done again is said again, in the same words', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await rowsOf(page).filter({ hasText: 'OrderShipped' }).last().click();
  const value = page.getByRole('treeitem').filter({ hasText: 'id' });
  await value.click();
  const said = await listen(page);
  const copies = async () => (await said.evaluate((all) => all)).filter(({ text }) => /^Copied/.test(text));
  await value.press('ControlOrMeta+c');
  await expect.poll(async () => (await copies()).length).toBe(1);
  await value.press('ControlOrMeta+c');
  await expect.poll(async () => (await copies()).length).toBe(2);
  expect(new Set((await copies()).map(({ text }) => text)).size).toBe(1);
});
