import { generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';
import { mercureToken } from './support/mercure';

const topic = 'https://example.com/users/42';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a token is taken apart as the hub checks it, made anew, and taken by the hub', async ({
  opened: { page, hub },
}) => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Mercure' }).click();
  const apart = part(page, 'Token');
  const paste = apart.getByRole('textbox', { name: 'Token, header or cookie' });
  await paste.fill('!ChangeMe!');
  await expect(apart.getByText(/^This is the secret/)).toBeVisible();
  await paste.fill(`Bearer ${mercureToken({ subscribe: [topic] })}`);
  await apart.getByRole('textbox', { name: 'Topic' }).fill(topic);
  await expect(apart.getByRole('listitem')).toHaveCount(6);
  await expect(apart.getByRole('listitem').last()).toContainText('failed');
  await expect(apart.getByText(/only may subscribe/)).toBeVisible();
  await apart.getByRole('radio', { name: 'Subscribe' }).click();
  await expect(apart.getByRole('status')).toHaveText('The hub would let it pass.');
  expect(await axeFindings(page)).toEqual([]);

  const mint = part(page, 'Mint');
  await mint.getByRole('textbox', { name: 'May publish to' }).fill('https://example.com/users/{id}');
  await mint.getByRole('button', { name: 'Make the token' }).click();
  const minted = mint.getByRole('status', { name: 'the token' });
  const made = (await minted.textContent()) ?? '';
  expect(made).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  const publish = (to: string) =>
    fetch(new URL('/.well-known/mercure', hub), {
      method: 'POST',
      headers: { authorization: `Bearer ${made}` },
      body: new URLSearchParams({ topic: to, data: 'x' }),
    });
  expect((await publish(topic)).status).toBe(200);
  expect((await publish('https://example.com/books/1')).status).toBe(401);
  await mint.getByRole('button', { name: 'Take it apart' }).click();
  await expect(apart.getByRole('radio', { name: 'Publish' })).toBeChecked();
  await expect(apart.getByRole('status')).toHaveText('The hub would let it pass.');
  await mint.getByRole('radio', { name: '1.0' }).click();
  await mint.getByRole('button', { name: 'Make the token' }).click();
  await expect(mint.getByText('"authorization_details"')).toBeVisible();

  const { privateKey } = generateKeyPairSync('ed25519');
  const key = mint.getByRole('textbox', { name: 'Secret or private key' });
  await key.fill(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  await expect(key).toHaveAttribute('type', 'password');
  await mint.getByRole('button', { name: 'Make the token' }).click();
  const [header = ''] = ((await minted.textContent()) ?? '').split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ typ: 'at+jwt', alg: 'EdDSA' });
  await mint.getByRole('button', { name: /Algorithm/ }).click();
  await page.getByRole('option', { name: 'RS256' }).click();
  await mint.getByRole('button', { name: 'Make the token' }).click();
  const notices = page.getByRole('region', { name: 'What went wrong' });
  await expect(notices).toContainText('The private key is one for EdDSA, and RS256 was asked.');
});

test('the matcher says how and why, and who asks for the topic now', async ({ opened: { page, hub } }) => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Mercure' }).click();
  const matcher = part(page, 'Matcher');
  await matcher.getByRole('textbox', { name: 'Topic', exact: true }).fill(topic);
  await expect(matcher.getByRole('status')).toContainText('Matches the URI template.');
  await expect(matcher.getByRole('status')).toContainText('id = 42');
  await expect(matcher.getByText('0 streams ask for this topic now.')).toBeVisible();
  const controller = new AbortController();
  const url = new URL('/.well-known/mercure?topic=https://example.com/users/%7Bid%7D', hub);
  await fetch(url, { signal: controller.signal });
  await expect(matcher.getByText('1 stream asks for this topic now.')).toBeVisible();
  await expect(matcher.getByRole('cell', { name: 'https://example.com/users/{id}' })).toBeVisible();
  await matcher.getByRole('textbox', { name: 'Topic selector' }).fill('https://example.com/*');
  await expect(matcher.getByText(/stands for every topic only when it is alone/)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  controller.abort();
});
