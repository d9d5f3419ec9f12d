import { appServer, subscribe } from './support/clients';
import { expect, test } from './support/host';

test('each view says at the left of the status bar how it stands', async ({ opened: { page, hub } }) => {
  const bar = page.getByRole('contentinfo');
  const show = (view: string) => page.getByRole('link', { name: view }).click();
  await expect(page.getByRole('region', { name: 'Composer' })).toContainText('Send to any channel of the hub');
  const { client } = await subscribe(hub, 'orders');
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });

  await show('Clients');
  await expect(bar).toContainText('1 connected');
  await expect(bar).not.toContainText('selected');
  await page.getByRole('grid', { name: 'Clients' }).getByRole('row').nth(1).click();
  await expect(bar).toContainText('· 1 of 1 selected');
  await page.getByRole('searchbox').fill('nobody of this name');
  await expect(bar).toContainText('· 0 of 1 found');

  await show('Stats');
  await expect(bar).toContainText('Live · redrawn every second');
  await expect(bar).not.toContainText('connected');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(bar).toContainText(/Paused · as it stood at \d\d:\d\d:\d\d/);
  await page.getByRole('button', { name: 'Resume', exact: true }).first().click();
  await page.getByRole('tab', { name: 'websockets_statistics_entries' }).click();
  await expect(bar).toContainText(/One row an app every \d+ s · kept \d+ days · times in UTC, as stored/);

  await show('Mercure');
  await expect(bar).toContainText('No token yet');
  await page.getByRole('textbox', { name: 'Token, header or cookie' }).fill('!ChangeMe!');
  await expect(bar).toContainText('6 checks · 1 failed, 5 not reached');

  await show('Live');
  await expect(bar).toContainText('row');
  await expect(bar).not.toContainText('checks');
  client.disconnect();
});
