import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf } from './support/traffic';

const publishes = 6;
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];
const figure = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Three pages on one channel, a publish each of which reaches them, and one page that is turned away. */
async function fill(hub: URL): Promise<void> {
  for (const user of ['42', '43', '44']) await join(pageOf(hub, user), 'private-orders.7');
  const server = appServer(hub);
  for (let number = 1; number <= publishes; number += 1) {
    await server.trigger('private-orders.7', 'OrderShipped', { number });
  }
  await fetch(new URL('/apps/12345/events', hub), { method: 'POST', body: '{}' });
}

async function openStatistics(page: Page, isWindow: boolean): Promise<void> {
  await page.keyboard.press(isWindow ? 'Control+3' : 'Alt+3');
  await expect(page.getByRole('heading', { name: 'Stats' })).toBeVisible();
}

test('what was sent is counted, by the keyboard alone, and a marked span narrows Live', async ({
  opened: { page, hub },
}, info) => {
  await fill(hub);
  await openStatistics(page, info.project.metadata.host === 'window');
  await expect(figure(page, 'Connections')).toContainText('3');
  // 6 from the app server, 18 out; what the protocol itself says and asks is no message.
  await expect(figure(page, 'Messages')).toContainText(/24 in all/);
  await expect(figure(page, 'Refused and errors')).toContainText('1');

  // The list rests behind this view, and what is kept goes on being counted.
  const kept = async () =>
    Number(/Rows ([\d,]+)/.exec((await page.getByRole('contentinfo').textContent()) ?? '')?.[1]?.replace(',', ''));
  await expect.poll(kept).toBeGreaterThan(0);
  const before = await kept();
  await fetch(new URL('/not-a-route-of-ours', hub));
  await expect.poll(kept).toBeGreaterThan(before);

  await page.getByRole('button', { name: 'Show as tables' }).press('Enter');
  const channels = page.getByRole('region', { name: 'Loudest channels' });
  await expect(channels.getByRole('row', { name: /private-orders\.7/ })).toContainText(String(publishes));
  await page.getByRole('button', { name: 'Show as charts' }).press('Enter');

  const charts = page.getByRole('region', { name: 'Messages, connections, refusals and errors' });
  await charts.getByRole('radio', { name: 'Bytes' }).press('Enter');
  await expect(charts.getByRole('heading', { name: 'Bytes per second' })).toBeVisible();
  await expect(charts.locator('.recharts-area-curve').first()).toHaveAttribute('d', /L/);
  expect(await axeFindings(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('bytes.png') });
  await charts.getByRole('radio', { name: 'Messages' }).press('Enter');
  await expect(charts.getByRole('heading', { name: 'Messages per second' })).toBeVisible();

  await page.getByRole('button', { name: 'Mark a span' }).press('Enter');
  const start = page.getByRole('slider', { name: 'Start of the span' });
  const startedAt = await start.getAttribute('aria-valuetext');
  await start.press('ArrowLeft');
  await expect(start).not.toHaveAttribute('aria-valuetext', startedAt ?? '');
  await page.getByRole('button', { name: 'Show in Live', exact: true }).press('Enter');
  await expect(page.getByRole('grid', { name: 'Timeline' })).toBeFocused();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).not.toHaveCount(0);
});

test('the table of laravel-websockets says so while it is empty', async ({ opened: { page } }, info) => {
  await openStatistics(page, info.project.metadata.host === 'window');
  await page.getByRole('tab', { name: 'websockets_statistics_entries' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/no row/i);
});

for (const size of sizes) {
  test(`nothing for axe to find at ${size.width} by ${size.height}`, async ({ opened: { page, hub } }, info) => {
    await page.setViewportSize(size);
    await fill(hub);
    await openStatistics(page, info.project.metadata.host === 'window');
    await expect(figure(page, 'Connections')).toContainText('3');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('charts.png') });
    await page.getByRole('tab', { name: 'websockets_statistics_entries' }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('entries.png') });
  });
}
