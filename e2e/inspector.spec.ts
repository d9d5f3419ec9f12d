import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { appServer, subscribe } from './support/clients';
import { pasted } from './support/clipboard';
import { expect, test } from './support/host';
import { join, makeTraffic, pageOf } from './support/traffic';

const laravelEvent = 'App\\Events\\OrderShipped';
/** As Laravel sends it: in a string, escaped, with ids as names, a number no double can hold, and JSON within. */
const laravelData =
  '{"10":"ten","2":12345678901234567890,"total":19.90,"gift":false,"note":"<b>\\u5b9e\\u65f6<\\/b>","meta":"{\\"deep\\":[true,null]}"}';

const row = (page: Page, text: RegExp) =>
  page.getByRole('grid', { name: 'Timeline' }).getByRole('row').filter({ hasText: text }).last();
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const tab = (page: Page, name: RegExp) => inspector(page).getByRole('tab', { name });
const lines = (page: Page) => inspector(page).getByRole('tree', { name: 'Payload' }).getByRole('treeitem');

async function publishOne(hub: URL, page: Page): Promise<Locator> {
  await appServer(hub).trigger('orders', laravelEvent, laravelData as never);
  const found = row(page, /Publish.*OrderShipped/);
  await found.click();
  await expect(lines(page).first()).toBeVisible();
  return found;
}

test('a payload is shown as it was sent, with JSON in strings opened in place', async ({ opened: { page, hub } }) => {
  await publishOne(hub, page);
  await expect(lines(page)).toHaveText([
    'data{ 6 }was a string',
    '10"ten"',
    '212345678901234567890',
    'total19.90',
    'giftfalse',
    'note"<b>实时</b>"',
    'meta{ 1 }was a string',
    'deep[ 2 ]',
    '0true',
    '1null',
  ]);
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(laravelEvent);
  await lines(page).filter({ hasText: 'meta' }).click();
  await expect(lines(page)).toHaveCount(7);

  await lines(page).filter({ hasText: 'total' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy path' }).click();
  expect(await pasted(page)).toBe('$.total');

  // What could sign in somebody else's name was hidden when it came.
  await tab(page, /Raw/).click();
  const request = inspector(page).getByRole('region', { name: 'Request' });
  await expect(request).toContainText(/auth_signaturehidden, 64 characters, [0-9a-f]{4}/);
});

test('what to write to hear it, copied and checked', async ({ opened: { page, hub } }) => {
  await publishOne(hub, page);
  const listen = inspector(page).getByRole('region', { name: /^Listen/ });
  await expect(listen.getByText(".listen('OrderShipped', …)")).toBeVisible();
  await listen.getByRole('button', { name: 'Copy' }).click();
  await expect(listen.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await pasted(page)).toBe(".listen('OrderShipped', (data) => {})");

  await listen.getByRole('button', { name: 'More ways to listen' }).click();
  await expect(listen.getByText("Echo.channel('orders').listen('OrderShipped', …)")).toBeVisible();
  const typed = listen.getByRole('textbox', { name: 'You wrote in .listen()' });
  await typed.fill('order.shipped');
  await expect(
    listen.getByText("Echo would listen for App\\Events\\order\\shipped. Write 'OrderShipped'."),
  ).toBeVisible();
  await typed.fill('.App\\Events\\OrderShipped');
  await expect(listen.getByText('Matches: this hears the event.')).toBeVisible();
});

test('a receipt says what became of it for every client', async ({ opened: { page, hub } }) => {
  const pages = ['42', '43', '44'].map((user) => pageOf(hub, user));
  for (const client of pages) await join(client, 'private-orders.7');
  const [anna, ben, eve] = pages.map((client) => client.connection.socket_id);
  await appServer(hub).trigger('private-orders.7', laravelEvent, { id: 7 }, { socket_id: eve as string });
  await row(page, /Out.*OrderShipped/).click();
  await expect(tab(page, /Delivery/)).toHaveText('Delivery2 of 3');
  await tab(page, /Delivery/).click();
  const receipt = inspector(page).getByRole('region', { name: 'Receipt' });
  await expect(receipt.getByRole('definition')).toHaveText(['3', '2', '1']);
  for (const [id, words] of [
    [anna, 'written'],
    [ben, 'written'],
    [eve, 'excluded: sender'],
  ]) {
    await expect(receipt.locator('[data-state]').filter({ hasText: id as string })).toContainText(words as string);
  }
  await expect(receipt.getByText(`Socket to exclude: ${eve}`)).toBeVisible();
  await receipt.getByRole('button', { name: 'Show row' }).click();
  await expect(row(page, /Publish.*OrderShipped/)).toHaveAttribute('aria-selected', 'true');

  // Nobody, but somebody near; and an id that nobody has.
  await appServer(hub).trigger('orders.7', 'Lost', {}, { socket_id: '1.1' });
  await row(page, /Publish.*Lost/).click();
  await expect(receipt.getByText(`${anna} is on private-orders.7: did you mean a private channel?`)).toBeVisible();
  await expect(receipt.getByText('id not connected')).toBeVisible();
  for (const client of pages) client.disconnect();
});

test('what a client has not read yet is still buffered, until it has or is gone', async ({ opened: { page, hub } }) => {
  // Among the traffic is a client that reads nothing.
  const traffic = await makeTraffic({ page, hub });
  await row(page, /Out.*ImportProgress/).click();
  await tab(page, /Delivery/).click();
  const receipt = inspector(page).getByRole('region', { name: 'Receipt' });
  await expect(receipt.locator('[data-state]')).toContainText('still buffered');
  traffic.stop();
  await expect(receipt.locator('[data-state]')).toContainText('cut before it');
  await expect(tab(page, /Delivery/)).toHaveText('Delivery0 of 1');
});

test('a refused publish says why, with the string that was to be signed', async ({ opened: { page, hub } }) => {
  await expect(appServer(hub, 'wrong').trigger('orders', 'OrderShipped', { id: 7 })).rejects.toThrow();
  await row(page, /Refused/).click();
  const part = (name: string) => inspector(page).getByRole('region', { name, exact: true });
  await expect(part('Reason')).toContainText('Invalid signature');
  await expect(part('What to do')).toContainText('PUSHER_APP_SECRET');
  await expect(part('String to sign')).toContainText('POST\n/apps/12345/events\nauth_key=your_app_key');
  await tab(page, /Raw/).click();
  await expect(part('Request')).toContainText('POST /apps/12345/events');
  await expect(part('Request')).toContainText(/auth_signaturehidden, 64 characters, [0-9a-f]{4}/);
  await expect(part('Headers')).toContainText('x-pusher-librarypusher-http-node');
  await expect(part('Body as sent')).toContainText('{"name":"OrderShipped","data":"{\\"id\\":7}"');
  await expect(part('Hex')).toContainText('0000' + '7b 22 6e 61 6d 65 22 3a' + '{"name":');
});

test('raw has its bytes at once, with nothing more coming in', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await row(page, /Publish/).click();
  await expect(lines(page).nth(1)).toHaveText('id7');
  await expect(tab(page, /Delivery/)).toHaveText('Delivery0 of 0');
  await tab(page, /Raw/).click();
  await expect(inspector(page).getByRole('region', { name: 'Hex' })).toContainText('7b 22 6e 61 6d 65 22 3a');
});

test('a very large payload waits until it is wanted, and raw shows it all the same', async ({
  opened: { page, hub },
}) => {
  // Too large to be published, so it is refused; what came is kept.
  const items = Object.fromEntries(Array.from({ length: 12_000 }, (_, id) => [`key${id}`, `value of ${id}`]));
  await expect(appServer(hub).trigger('orders', 'Imported', items)).rejects.toThrow();
  await row(page, /Refused/).click();
  const wanted = inspector(page).getByRole('button', { name: 'Show it anyway' });
  await wanted.scrollIntoViewIfNeeded();
  await wanted.click();
  await expect(lines(page).first()).toHaveText('data{ 12000 }was a string');
  await lines(page).first().focus();
  await inspector(page).getByRole('tree').press('End');
  await expect(lines(page).last()).toHaveText('key11999"value of 11999"');
  await tab(page, /Raw/).click();
  await inspector(page)
    .getByRole('button', { name: /Show all/ })
    .click();
  // The end moves until all of it is there.
  await expect(async () => {
    await inspector(page).getByRole('region', { name: 'Raw' }).press('End');
    await expect(inspector(page).getByRole('region', { name: 'Hex' })).toContainText('7d', { timeout: 1_000 });
  }).toPass();
});

test('by the keyboard alone: in, through the tabs and the tree, and back', async ({ opened: { page, hub } }) => {
  await publishOne(hub, page);
  await page.keyboard.press('ControlOrMeta+]');
  const tree = inspector(page).getByRole('tree');
  await expect(tree).toBeFocused();
  const active = () => inspector(page).locator('[role=treeitem][aria-selected=true]');
  await page.keyboard.press('ArrowDown');
  await expect(active()).toContainText('ten');
  await page.keyboard.press('End');
  await expect(active()).toContainText('null');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(active()).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('*');
  await expect(active()).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('t');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('Shift+Tab');
  await expect(tab(page, /Payload/)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, /Delivery/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(inspector(page).getByRole('region', { name: 'Raw' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Timeline' })).toBeFocused();
  await expect(inspector(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toBeHidden();
  expect(await pasted(page)).toBe('19.90');
});

test('sent again, it goes to the composer exactly as it was', async ({ opened: { page, hub } }) => {
  const found = await publishOne(hub, page);
  await found.press('ControlOrMeta+r');
  const composer = page.getByRole('region', { name: 'Composer' });
  await expect(composer.getByRole('textbox', { name: 'Data' })).toHaveText(laravelData);
  await expect(composer.getByRole('combobox', { name: 'Event' })).toHaveValue(laravelEvent);
  await expect(composer.getByRole('combobox', { name: 'Channel' })).toHaveValue('orders');
});

test('in a small window one row is shown, with its neighbours at hand', async ({ opened: { page, hub } }) => {
  const { client } = await subscribe(hub, 'orders');
  await publishOne(hub, page);
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(page.getByRole('grid', { name: 'Timeline' })).toBeHidden();
  await inspector(page).getByRole('button', { name: 'Row after' }).click();
  await expect(inspector(page).getByText('Out', { exact: true }).first()).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Row before' }).click();
  await expect(inspector(page).getByText('Publish', { exact: true }).first()).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('grid', { name: 'Timeline' })).toBeFocused();
  client.disconnect();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the inspector, ${colorScheme}`, async ({ opened: { page, hub } }) => {
    await page.emulateMedia({ colorScheme });
    await publishOne(hub, page);
    await inspector(page).getByRole('button', { name: 'More ways to listen' }).click();
    for (const name of [/Payload/, /Delivery/, /Raw/]) {
      await tab(page, name).click();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[aria-label=Inspector]').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
  });
}
