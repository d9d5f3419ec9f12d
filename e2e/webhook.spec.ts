import { startReceiver } from '../src-main/engine/protocols/pusher/webhooks/receiver.test-support';
import { attachTo } from './support/attach';
import { rowsOf, subscribe } from './support/clients';
import { expect, test } from './support/host';

test('a webhook and its answer are rows, and the inspector sends it again', async ({
  opened: { page, hub, dataDir },
}) => {
  const receiver = await startReceiver();
  const engine = await attachTo(dataDir);
  const webhook = { url: receiver.url, events: ['channel_occupied' as const], headers: {}, batch: true };
  await engine.call('app.put', { id: '12345', options: { webhooks: [webhook] } });
  const { client } = await subscribe(hub, 'orders');
  await receiver.requests(1);
  await expect(rowsOf(page).filter({ hasText: 'Webhook answered 200' })).toBeVisible();
  await rowsOf(page)
    .filter({ hasText: `to ${receiver.url}` })
    .click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('channel_occupied');
  await inspector.getByRole('button', { name: 'Send again' }).click();
  await receiver.requests(2);
  expect(receiver.received[1]?.rawBody).toBe(receiver.received[0]?.rawBody);
  expect(receiver.events()).toHaveLength(2);
  // What came of it leads to the same.
  await rowsOf(page).filter({ hasText: 'Webhook answered 200' }).first().click();
  await expect(inspector).toContainText('Webhook');
  await inspector.getByRole('button', { name: 'Send again' }).click();
  await receiver.requests(3);
  expect(receiver.received[2]?.rawBody).toBe(receiver.received[0]?.rawBody);
  engine.close();
  client.disconnect();
  await receiver.close();
});
