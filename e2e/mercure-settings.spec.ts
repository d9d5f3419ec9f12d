import { createHmac } from 'node:crypto';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

const secret = 'of this machine alone, and long enough for PHP';

function token(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ mercure: { publish: ['*'] } })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
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
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Mercure/ }).click();
  const settings = page.locator('[data-group="mercure"]');
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
