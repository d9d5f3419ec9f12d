import type { Locator, Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { testWithProxy as test } from './support/buffering-proxy';
import { rowsOf } from './support/clients';
import { expect } from './support/host';
import { mercureToken } from './support/mercure';

const topic = 'https://example.com/orders';

async function connectTo(page: Page, { host }: URL, name: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+K');
  const sheet = page.getByRole('dialog', { name: 'Connect a source' });
  await sheet
    .getByRole('textbox', { name: 'Address' })
    .fill(`mercure+http://${host}/.well-known/mercure?topic=${topic}`);
  await page.keyboard.press('Enter');
  const named = sheet.getByRole('textbox', { name: 'Name', exact: true });
  // The address was read.
  await expect(named).toHaveValue(`Mercure ${host}`);
  await named.fill(name);
  await sheet.getByRole('button', { name: 'Save and connect' }).press('Enter');
  await expect(sheet).toHaveCount(0);
  const pane = page.getByRole('complementary', { name: `Connection ${name}` });
  await expect(pane.getByRole('region', { name: 'Subscribed' }).getByText('on', { exact: true })).toBeVisible();
  return pane;
}

test('a proxy that holds events back is seen by when they arrive, beside when they were published', async ({
  opened: { page, hub },
  bufferingProxy,
}) => {
  const publish = async (number: number) => {
    const data = JSON.stringify({ number, status: 'shipped', note: 'x'.repeat(80) });
    const body = new URLSearchParams({ topic, data });
    const headers = { authorization: `Bearer ${mercureToken({ publish: ['*'] })}` };
    expect((await fetch(new URL('/.well-known/mercure', hub), { method: 'POST', headers, body })).status).toBe(200);
    await page.waitForTimeout(300);
  };
  const direct = await connectTo(page, hub, 'Direct');
  await publish(1);
  await publish(2);
  const strip = direct.getByRole('region', { name: 'Arrivals' });
  await expect(strip.locator('g[data-events="1"]')).toHaveCount(2);
  await expect(strip.locator('[data-held]')).toHaveCount(0);

  const behind = await connectTo(page, bufferingProxy.url, 'Behind');
  const held = behind.getByRole('region', { name: 'Arrivals' }).locator('g[data-held]');
  // A thousand bytes are five of them or six.
  for (let number = 3; number <= 14; number += 1) await publish(number);
  await expect(held).toHaveCount(2);
  const counts = await held.evaluateAll((groups) => groups.map((group) => Number(group.getAttribute('data-events'))));
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
  // Each is tied to when it was published, which was not at once.
  const published = held.first().locator('circle[cy="9"]');
  await expect(published).toHaveCount(counts[0] as number);
  const places = await published.evaluateAll((dots) =>
    dots.map((one) => Number.parseFloat(one.getAttribute('cx') ?? '')),
  );
  expect((places.at(-1) as number) - (places[0] as number)).toBeGreaterThan(1);
  await expect(behind.getByText(/2 reads did not come as their events were sent/)).toBeVisible();
  await expect(
    rowsOf(page).filter({ hasText: /in one read, the first published .* s before: something buffers/ }),
  ).toHaveCount(2);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }
});
