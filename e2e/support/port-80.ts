import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

/** The dashboard alone: listeners that a flag names could not be changed on the page. */
export const onlyDashboard = ['--dashboard', '127.0.0.1:0'];

/** Has the hub of a data folder listen on a port that is free, as a setting of a person. */
export async function listenSomewhere(dataDir: string): Promise<void> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  const settings = { general: { welcome: false }, hub: { listen: [`127.0.0.1:${port}`] } };
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings));
}

/** How each system is told of. */
export const remedies: Partial<Record<NodeJS.Platform, RegExp>> = {
  linux: /sudo setcap cap_net_bind_service=\+ep \S+\. Or let every program.*ip_unprivileged_port_start=80/,
  darwin: /sudo pfctl/,
  win32: /netsh http show servicestate/,
};

/** Presses the button in Settings; gives that part of them. */
export async function askForPort80(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Mercure/ }).click();
  const settings = page.locator('[data-group="mercure"]');
  await settings.getByRole('button', { name: 'Listen on port 80 too' }).press('Enter');
  return settings;
}
