import AxeBuilder from '@axe-core/playwright';
import { appServer, subscribe } from './support/clients';
import { expect, test } from './support/host';

test('what the SDK publishes and pusher-js receives is a row on the screen', async ({ opened: { page, hub } }) => {
  const { client, subscription } = await subscribe(hub, 'orders');
  const received = new Promise((done) => subscription.bind('OrderShipped', done));
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7, note: '<b>实时</b>' });
  expect(await received).toEqual({ id: 7, note: '<b>实时</b>' });

  const rows = page.getByRole('grid', { name: 'Timeline' }).getByRole('row');
  await expect(rows.filter({ hasText: 'OrderShipped' })).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Publish' })).toContainText('orders');
  // Untrusted text stays text.
  await expect(rows.filter({ hasText: 'Out' })).toContainText('<b>实时</b>');
  await expect(page.getByText('1 client', { exact: true })).toBeVisible();

  await page.getByRole('combobox', { name: 'Filter' }).fill('kind:publish');
  await expect(rows.filter({ hasText: 'Out' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'OrderShipped' })).toHaveCount(1);
  client.disconnect();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ opened: { page, hub } }) => {
    await page.emulateMedia({ colorScheme });
    await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
    await expect(appServer(hub, 'wrong').trigger('orders', 'OrderShipped', {})).rejects.toThrow();
    await expect(
      page.getByRole('grid', { name: 'Timeline' }).getByRole('row').filter({ hasText: 'Refused' }),
    ).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
