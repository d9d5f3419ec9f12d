import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';

const topic = 'https://example.com/orders/7';

const composerOf = (page: Page) => page.getByRole('region', { name: 'Composer' });
const receipts = (page: Page) => page.getByRole('region', { name: 'Receipts of what you sent' }).getByRole('button');

async function write(page: Page, text: string): Promise<void> {
  await composerOf(page).getByRole('textbox', { name: 'Data' }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** A stream of the hub, and what has come over it. */
async function listen(hub: URL, topics: readonly string[]): Promise<{ text(): string; end(): void }> {
  const url = new URL('/.well-known/mercure', hub);
  for (const one of topics) url.searchParams.append('topic', one);
  const controller = new AbortController();
  const answer = await fetch(url, { signal: controller.signal });
  let text = '';
  const reading = async () => {
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) text += part.value;
  };
  void reading().catch(() => {});
  return { text: () => text, end: () => controller.abort() };
}

test('an update is composed with the fields Mercure has, and the protocol follows the topic', async ({
  opened: { page, hub },
}) => {
  const stream = await listen(hub, [topic, 'https://example.com/all']);
  await page.keyboard.press('ControlOrMeta+Shift+m');
  const composer = composerOf(page);
  await expect(composer.getByRole('button', { name: /Protocol/ })).toHaveText('Pusher');
  await composer.getByRole('combobox', { name: 'Channel' }).fill(topic);
  await page.keyboard.press('Escape');
  // Somebody listens to it by Mercure.
  await expect(composer.getByRole('button', { name: /Protocol/ })).toHaveText('Mercure');
  await expect(composer.getByRole('combobox', { name: 'Topic' })).toHaveValue(topic);
  await expect(composer.getByText('1 client would receive this')).toBeVisible();
  await composer.getByRole('switch', { name: 'Private' }).focus();
  await page.keyboard.press('Space');
  await expect(composer.getByText(/Nobody would receive this: 1 is subscribed/)).toBeVisible();
  await page.keyboard.press('Space');
  await composer.getByRole('combobox', { name: 'Type' }).fill('shipped');
  await page.keyboard.press('Escape');

  await composer.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('textbox', { name: 'Alternate topics' }).fill('https://example.com/all\nhttps://example.com/b');
  await page.getByRole('textbox', { name: 'Id' }).fill('urn:x:7');
  await page.getByRole('textbox', { name: 'Retry, ms' }).fill('2500');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(composer.getByRole('button', { name: 'More, 3 set' })).toBeVisible();
  await write(page, '{"carrier":"DHL"}');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(stream.text).toContain('event: shipped\nretry: 2500\nid: urn:x:7\ndata: {"carrier":"DHL"}\n\n');
  await expect(receipts(page)).toHaveText([/1 of 1$/]);

  // Sent again from its row: topics and all, but no id that is taken.
  await rowsOf(page).filter({ hasText: 'Publish' }).first().click();
  await page.keyboard.press('ControlOrMeta+r');
  await expect(composer.getByRole('combobox', { name: 'Topic' })).toHaveValue(topic);
  await expect(composer.getByRole('button', { name: 'More, 1 set' })).toBeVisible();
  stream.end();
});

test('a refused update says why, and is an entry', async ({ opened: { page } }) => {
  await page.keyboard.press('ControlOrMeta+Shift+m');
  const composer = composerOf(page);
  await composer.getByRole('button', { name: /Protocol/ }).click();
  await page.getByRole('option', { name: 'Mercure' }).click();
  await composer.getByRole('combobox', { name: 'Topic' }).fill('/.well-known/mercure/subscriptions/x');
  await page.keyboard.press('Escape');
  await write(page, '1');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(composer.getByText(/is reserved: only the hub itself announces subscriptions/)).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Refused' })).toContainText('subscriptions/x');
});
