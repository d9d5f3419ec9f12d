import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

const secret = 'of this machine alone, and long enough for PHP';

function token(key = secret, alg: 'HS256' | 'HS512' = 'HS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ mercure: { publish: ['*'], subscribe: ['*'] } })}`;
  return `${signed}.${createHmac(`sha${alg.slice(2)}`, key)
    .update(signed)
    .digest('base64url')}`;
}

async function openMercure(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Mercure/ }).click();
  return page.locator('[data-group="mercure"]');
}

test('what is set of Mercure holds at once, and no storage of the page has the secret', async ({
  opened: { page, hub },
}) => {
  const url = new URL('/.well-known/mercure?topic=a', hub);
  const subscribe = async () => {
    const controller = new AbortController();
    const { status } = await fetch(url, { signal: controller.signal });
    controller.abort();
    return status;
  };
  const publish = async () => {
    const headers = { authorization: `Bearer ${token()}` };
    return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ topic: 'a' }) })).status;
  };
  expect([await subscribe(), await publish()]).toEqual([200, 401]);
  const settings = await openMercure(page);
  await settings.getByRole('switch', { name: 'Subscribe without a token' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(subscribe).toBe(401);
  const field = settings.getByRole('textbox', { name: 'Secret', exact: true });
  await expect(field).toHaveAttribute('type', 'password');
  await field.fill(secret);
  await page.keyboard.press('Enter');
  await expect.poll(publish).toBe(200);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(secret);
  await settings
    .getByRole('spinbutton', { name: 'Sign of life after, s' })
    .or(settings.getByRole('textbox', { name: 'Sign of life after, s' }))
    .first()
    .fill('5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Mercure.*3/ })).toBeVisible();
  await settings.getByRole('button', { name: /^Reset.*Subscribe without a token/ }).click();
  await expect.poll(subscribe).toBe(200);
  expect(await axeFindings(page)).toEqual([]);
});

test('publishers and subscribers have keys of their own, of any algorithm, and a key that fits none is refused in words', async ({
  opened: { page, hub },
}) => {
  const url = new URL('/.well-known/mercure?topic=a', hub);
  const publish = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ topic: 'a' }) })).status;
  };
  const subscribe = async (token: string) => {
    const controller = new AbortController();
    const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: controller.signal });
    controller.abort();
    return status;
  };
  const settings = await openMercure(page);
  const choose = async (role: string, kind: string) => {
    await settings
      .locator(`[data-setting="mercure.${role}"]`)
      .getByRole('button', { name: /Signed with/ })
      .click();
    await page.getByRole('option', { name: kind, exact: true }).click();
  };
  const own = 'the secret of those who subscribe, long enough';
  await choose('subscriberKey', 'HS512');
  const line = settings.getByLabel('Key of subscribers: Secret', { exact: true });
  await expect(line).toHaveAttribute('type', 'password');
  await line.fill(own);
  await page.keyboard.press('Enter');
  await expect.poll(() => subscribe(token(own, 'HS512'))).toBe(200);
  expect([await subscribe(token(own)), await publish(token(own, 'HS512'))]).toEqual([401, 401]);
  expect(await publish(token('!ChangeThisMercureHubJWTSecretKey!'))).toBe(200);

  await choose('publisherKey', 'EdDSA');
  const key = settings.getByLabel('Key of publishers: Public key, PEM');
  await key.fill('-----BEGIN PUBLIC KEY-----');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/is no public key as PEM, which EdDSA takes/).last()).toBeVisible();
  expect(await publish(token('!ChangeThisMercureHubJWTSecretKey!'))).toBe(200);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await key.fill(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  await page.keyboard.press('Enter');
  await expect.poll(() => publish(token('!ChangeThisMercureHubJWTSecretKey!'))).toBe(401);
  const [, claims] = token().split('.');
  const head = `${Buffer.from(JSON.stringify({ alg: 'EdDSA' })).toString('base64url')}.${claims}`;
  expect(await publish(`${head}.${sign(null, Buffer.from(head), privateKey).toString('base64url')}`)).toBe(200);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(own);
  expect(await axeFindings(page)).toEqual([]);

  await choose('publisherKey', 'the secret');
  await expect.poll(() => publish(token('!ChangeThisMercureHubJWTSecretKey!'))).toBe(200);
  await settings.getByRole('button', { name: /^Reset.*Key of subscribers/ }).click();
  await expect.poll(() => subscribe(token(own, 'HS512'))).toBe(401);
});
