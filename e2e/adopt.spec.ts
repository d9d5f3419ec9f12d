import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';

const connect = (hub: URL) => {
  const at = { cluster: '', wsHost: hub.hostname, wsPort: Number(hub.port), forceTLS: false };
  return new PusherClient('project_key', { ...at, enabledTransports: ['ws'] });
};
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

test('a page that was refused becomes an app by one click, and its secret may follow', async ({
  opened: { page, hub },
}) => {
  const refused = connect(hub);
  await expect.poll(() => refused.connection.state).toBe('disconnected');
  await rowsOf(page).filter({ hasText: 'no app with the key project_key' }).click();
  const offer = inspector(page).getByRole('region', { name: /^App/ });
  await expect(offer).toContainText('project_key');
  await offer.getByRole('button', { name: 'Adopt this app' }).click();
  await expect(offer).toContainText('its secret unknown');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations).toEqual([]);

  const again = connect(hub);
  await expect.poll(() => again.connection.state).toBe('connected');
  const at = { host: hub.hostname, port: hub.port, useTLS: false };
  const server = new Pusher({ appId: '987654', key: 'project_key', secret: 'their_secret', ...at });
  expect((await server.trigger('orders', 'Shipped', { id: 7 })).status).toBe(200);
  await expect(rowsOf(page).filter({ hasText: 'Signature not checked' })).toBeVisible();

  await offer.getByRole('textbox', { name: 'Secret of the app' }).fill('their_secret');
  await offer.getByRole('button', { name: 'Use this secret' }).click();
  await expect(offer).toContainText('App 987654 is on this hub. Reload its page');
  await expect(offer.getByRole('textbox')).toHaveCount(0);
  await server.trigger('orders', 'Checked', {});
  const row = rowsOf(page).filter({ hasText: 'Checked' }).filter({ hasText: 'Publish' }).last();
  await expect(row).not.toContainText('Signature not checked');
  again.disconnect();
});
