import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer } from './support/clients';
import { expect, test } from './support/host';
import { anyPort } from './support/launch';
import { addressOf } from './support/other-server';
import { serve } from './support/served-engine';
import { shoot } from './support/shoot';
import { join as joinChannel, pageOf } from './support/traffic';

async function connectTo(page: Page, other: URL, server: string, statistics: string) {
  await page.keyboard.press('Control+Shift+K');
  const sheet = page.getByRole('dialog', { name: 'Connect a source' });
  await expect(sheet.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.type(addressOf(other));
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'App key' })).toHaveValue('your_app_key');
  await sheet.getByRole('button', { name: /Server$/ }).click();
  await page.getByRole('option', { name: server }).click();
  if (statistics !== '') await sheet.getByRole('textbox', { name: 'Statistics of the server' }).fill(statistics);
  await sheet.getByRole('textbox', { name: 'Name', exact: true }).fill(server);
  await sheet.getByRole('button', { name: 'Save and connect' }).click();
  const pane = page.getByRole('complementary', { name: `Connection ${server}` });
  await expect(pane.getByText(/^Connected for/)).toBeVisible();
  return pane.getByRole('region', { name: 'Statistics of the server' });
}

test('laravel-websockets’ and soketi’s own statistics are charts, each with its table; another server’s lack is told', async ({
  opened: { page, dataDir },
}) => {
  // The hub of another Hubbub answers as both of them do.
  const config = join(dataDir, 'other.json');
  await writeFile(config, '{"statistics":{"intervalSeconds":1}}');
  const other = await serve(join(dataDir, 'other'), [...anyPort, '--config', config]);
  const anna = pageOf(other.hub, '42');
  await joinChannel(anna, 'stock');
  for (let id = 0; id < 5; id += 1) await appServer(other.hub).trigger('stock', 'StockLevelChanged', { id });

  const rows = await connectTo(page, other.hub, 'laravel-websockets', `${other.hub.origin}/laravel-websockets`);
  await expect(rows.getByRole('img', { name: 'Connections of laravel-websockets, over time' })).toBeVisible();
  await expect(
    rows.getByRole('img', { name: 'Messages in an interval of laravel-websockets, over time' }),
  ).toBeVisible();
  await rows.getByRole('button', { name: /table.*Messages in an interval|Messages in an interval.*table/i }).click();
  await expect(rows.getByRole('columnheader', { name: 'By the HTTP API' })).toBeVisible();
  await expect(rows.getByRole('cell', { name: '5', exact: true })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await rows.scrollIntoViewIfNeeded();
  await shoot(page, 'figures-laravel-websockets');

  const live = await connectTo(page, other.hub, 'soketi', other.hub.origin);
  await expect(live.getByRole('img', { name: 'Messages a second of soketi, over time' })).toBeVisible({
    timeout: 15_000,
  });
  await expect(live.getByRole('img', { name: 'Memory of its machine of soketi, over time' })).toBeVisible();
  await live.getByRole('button', { name: /table.*Connections|Connections.*table/i }).click();
  await expect(live.getByRole('row')).not.toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
  await live.scrollIntoViewIfNeeded();
  await shoot(page, 'figures-soketi');

  const none = await connectTo(page, other.hub, 'another', '');
  await expect(none).toContainText('Which server this is the profile does not say');
  anna.disconnect();
  await other.stop();
});
