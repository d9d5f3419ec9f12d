import { publish, rowsOf, subscribe } from './support/clients';
import { killEngine } from './support/engine-of';
import { expect, test } from './support/host';

test.use({ expectedComplaint: /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/ });

test('an engine that is killed comes back with hub, view and page, and leaves one Gap', async ({ opened }) => {
  const { page, hub, dataDir } = opened;
  const { client } = await subscribe(hub, 'orders');
  await publish(hub, 'BeforeTheEnd');
  await expect(rowsOf(page).filter({ hasText: 'BeforeTheEnd' })).toHaveCount(2);

  for (const life of ['Second', 'Third']) {
    const resubscribed = new Promise((done) => client.channel('orders').bind('pusher:subscription_succeeded', done));
    await killEngine(dataDir);
    await resubscribed;
    await publish(hub, `${life}Life`);
    await expect(rowsOf(page).filter({ hasText: `${life}Life` })).toHaveCount(2);
  }
  // Nobody has touched the page: it has the old entries too, and says what is missing, once for each death.
  await expect(rowsOf(page).filter({ hasText: 'BeforeTheEnd' })).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Filter' }).fill('kind:gap');
  await expect(rowsOf(page).filter({ hasText: 'Number unknown' })).toHaveCount(2);
  client.disconnect();
});
