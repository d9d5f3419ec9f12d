import { networkInterfaces } from 'node:os';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

/** An address this computer has in a network; from itself nothing leaves it. */
const [lan] = Object.entries(networkInterfaces()).flatMap(([name, list = []]) =>
  /^(docker|br-|veth|virbr|tun|podman)/.test(name) ? [] : list.filter((one) => one.family === 'IPv4' && !one.internal),
);

test('https and wss: who trusts the certificate stands in Settings and the first steps, with what to do', async ({
  opened: { page },
}) => {
  await page.keyboard.press('Control+Comma');
  const secure = page.getByRole('region', { name: 'https and wss' });
  await expect(secure.getByText("signed by Hubbub's authority")).toBeVisible();
  await expect(secure.getByText('not trusted yet').first()).toBeVisible();
  await secure.getByRole('button', { name: 'How to trust it' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'How to trust it' });
  await expect(sheet.getByText(/curl\.cainfo = ".*authority\.pem"/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Copy: Node', exact: true }).press('Enter');
  await expect(page.getByText('Copied', { exact: false }).first()).toBeAttached();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
});

test('faces are switched off and on, and an app has its own limits, which the composer and the inspector go by', async ({
  opened: { page, hub },
}) => {
  await page.keyboard.press('Control+Comma');
  const up = async () => (await fetch(`${hub.origin}/ready`)).status;
  expect(await up()).toBe(200);
  const soketi = page.getByRole('switch', { name: 'soketi' });
  await soketi.focus();
  await page.keyboard.press('Space');
  await expect.poll(up).toBe(404);
  await page.getByRole('button', { name: 'Reset soketi to on' }).press('Enter');
  await expect.poll(up).toBe(200);

  await page.getByRole('button', { name: 'Edit app 12345' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Edit app 12345' });
  const bytes = form.getByRole('textbox', { name: 'Data of an event, bytes' });
  await bytes.fill('many');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form.getByText('Write a whole number above 0, or nothing.')).toBeVisible();
  await bytes.fill('20480');
  await form.getByRole('textbox', { name: 'Versions of the protocol' }).fill('7');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(form).toHaveCount(0);
  await page.getByRole('link', { name: 'Live' }).click();
  await page.keyboard.press('Control+Shift+KeyM');
  await expect(page.getByText(/of 20,480 B/)).toBeVisible();
});

test('the hub is opened to this network for a time, which the status bar counts down, and closed again', async ({
  opened: { page, hub },
}) => {
  await page.keyboard.press('Control+Comma');
  const reach = page.getByRole('region', { name: 'Reach' });
  await expect(reach.getByText('Everybody in it can then connect')).toBeVisible();
  const containers = reach.getByRole('switch', { name: 'Allow from containers' });
  await containers.focus();
  await page.keyboard.press('Space');
  await expect(containers).toBeChecked();
  await expect(reach.getByText('Nobody has come this way.')).toBeVisible();
  const open = reach.getByRole('button', { name: 'Open', exact: true });
  if (lan === undefined) {
    await expect(reach.getByText('This computer is in no network.')).toBeVisible();
    await expect(open).toBeDisabled();
    return;
  }
  await open.press('Enter');
  const left = page.getByRole('button', { name: /^Open to this network for 1[45]:\d\d: show Reach/ });
  await expect(left).toBeVisible();
  expect((await fetch(`http://${lan.address}:${hub.port}/up`)).status).toBe(200);
  await expect(reach.getByRole('table', { name: 'Who came this way' }).getByText(lan.address)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await reach.getByRole('button', { name: 'Close now' }).press('Enter');
  await expect(left).toHaveCount(0);
  await expect(fetch(`http://${lan.address}:${hub.port}/up`)).rejects.toThrow();
});
