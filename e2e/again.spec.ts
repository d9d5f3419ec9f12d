import { once } from 'node:events';
import { WebSocket } from 'ws';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf } from './support/traffic';

test('what was sent with places in it is sent again as it was, unless they are to be filled', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('mail', 'TemplateSaved', { text: 'Hello {{name}}, it is {{now}}' });
  const rows = rowsOf(page).filter({ hasText: 'TemplateSaved' });
  await rows.last().click();
  await page.keyboard.press('ControlOrMeta+r');
  const composer = page.getByRole('region', { name: 'Composer' });
  await expect(composer).toContainText('It is sent as it was');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('{{now}}');
  await composer.getByRole('button', { name: 'Fill it in' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rows).toHaveCount(3);
  await expect(rows.last()).toContainText(/it is 20\d\d-/);
});

test('very large payloads are compared when somebody asks for it', async ({ opened: { page, hub } }) => {
  const socket = new WebSocket(`ws://${hub.host}/room`);
  await once(socket, 'open');
  for (const mark of ['one', 'two']) socket.send(JSON.stringify({ mark, rest: 'x'.repeat(300_000) }));
  const rows = rowsOf(page).filter({ hasText: '300' });
  await expect(rows).toHaveCount(2);
  await rows.last().click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Compare all the same' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('mark');
  socket.close();
});

test('a message is sent to one client, and equal lifetimes are told', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'private-orders.7');
  await page.getByRole('link', { name: 'Clients' }).click();
  const clients = page.getByRole('grid', { name: 'Clients' });
  await clients.getByRole('row').filter({ hasText: client.connection.socket_id }).click();
  await page.getByRole('button', { name: 'Send to this client' }).click();
  await page.getByRole('menuitem', { name: /private-orders\.7/ }).click();
  const composer = page.getByRole('region', { name: 'Composer' });
  await expect(composer.getByRole('combobox', { name: 'Channel' })).toHaveValue('private-orders.7');

  const sockets = [1, 2, 3, 4].map(() => new WebSocket(`ws://${hub.host}/app/your_app_key?protocol=7`));
  await Promise.all(sockets.map((socket) => once(socket, 'message')));
  await page.waitForTimeout(5_300);
  for (const socket of sockets) socket.close();
  await expect(page.getByRole('note')).toContainText(/^4 of 4 lived/);
  await page.getByRole('radio', { name: /Closed 4/ }).click();
  await expect(page.getByRole('note')).toContainText(/^4 of 4 lived 5\.\d ± 0\.\d s\./);
  expect(await axeFindings(page)).toEqual([]);
  client.disconnect();
});
