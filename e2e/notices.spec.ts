import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeFindings } from './support/axe';
import { publish, rowsOf } from './support/clients';
import { expect, test as inHost } from './support/host';

/** Listens on a port of this machine; null if somebody does already. */
async function hold(port: number): Promise<Server | null> {
  const server = createServer();
  const isBound = await new Promise<boolean>((done) => {
    server.once('listening', () => done(true));
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1');
  });
  return isBound ? server : null;
}

/** Held by whose turn it is. */
const turnPort = 6009;

async function holdSoon(port: number): Promise<Server> {
  let held: Server | null = null;
  await expect
    .poll(
      async () => {
        held = await hold(port);
        return held !== null;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return held as unknown as Server;
}

const letGo = (server: Server | null) =>
  new Promise<void>((done) => (server === null ? done() : server.close(() => done())));

/** One of the hub's usual ports is taken: by somebody who has it already, else by this process. */
const whereAPortIsTaken = inHost.extend<{ takenPort: number }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  takenPort: async ({}, use) => {
    // Window and tab run side by side, and there is only one pair of usual ports.
    const turn = await holdSoon(turnPort);
    const [first, second] = [await hold(6001), await hold(8080)];
    const isSecondTaken = second === null && first !== null;
    // The other one is for the hub.
    await letGo(isSecondTaken ? first : second);
    await use(isSecondTaken ? 8080 : 6001);
    if (!isSecondTaken) await letGo(first);
    await letGo(turn);
  },
  ports: async ({ takenPort: _ }, use) => use(['--dashboard', '127.0.0.1:0']),
});

whereAPortIsTaken(
  'a usual port that is taken is skipped, and the line names its holder',
  async ({ takenPort, opened }) => {
    const { page } = opened;
    const line = page.getByText(new RegExp(`Port ${takenPort} on 127\\.0\\.0\\.1 is used by \\S+`));
    await expect(line.first()).toBeVisible();
    await page.getByRole('status').getByRole('button').click();
    const listeners = page.getByRole('dialog', { name: 'Addresses of the hub' });
    await expect(listeners.getByRole('listitem').filter({ hasText: `127.0.0.1:${takenPort}` })).toContainText(
      'skipped',
    );
    expect(await axeFindings(page)).toEqual([]);
  },
);

const withDamagedCapture = inHost.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-e2e-'));
    await writeFile(
      join(dataDir, 'capture.sqlite'),
      'this is no database, but it is long enough to be read as one'.repeat(99),
    );
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
});

withDamagedCapture('a capture that was set aside is told, with the way to it', async ({ opened: { page } }) => {
  const line = page.getByText('it was set aside and a new one was started');
  await expect(line.last()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy path' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(page.getByRole('button', { name: 'Copy path' })).toBeInViewport();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('button', { name: 'Copy path' })).toHaveCount(0);
});

inHost('the list of shortcuts and the theme', async ({ opened: { page } }) => {
  await page.keyboard.press('ControlOrMeta+Shift+Slash');
  const dialog = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(dialog).toContainText('Open or close the composer');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Change the theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

inHost('what was cleared comes back by its key, or by its button', async ({ opened: { page, hub } }) => {
  await publish(hub, 'Cleared');
  const row = rowsOf(page).filter({ hasText: 'Cleared' });
  await expect(row).toHaveCount(1);
  const undo = page.getByRole('button', { name: 'Undo' });
  for (const takeBack of [() => page.keyboard.press('ControlOrMeta+z'), () => undo.click()]) {
    await page.getByRole('grid', { name: 'Timeline' }).focus();
    await page.keyboard.press('ControlOrMeta+l');
    await expect(row).toHaveCount(0);
    await expect(undo).toBeVisible();
    await takeBack();
    await expect(row).toHaveCount(1);
    await expect(undo).toHaveCount(0);
  }
});

inHost(
  'what failed stays until it is dismissed, what can be taken back does not',
  async ({ opened: { page, hub } }) => {
    await publish(hub, 'Copied');
    const row = rowsOf(page).filter({ hasText: 'Copied' });
    await row.click();
    await page.getByRole('tree', { name: 'Payload' }).getByRole('treeitem').first().click();
    await page.clock.install();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
      document.execCommand = () => false;
    });
    await page.keyboard.press('ControlOrMeta+c');
    const failed = page.getByRole('region', { name: 'What went wrong' });
    await expect(failed).toContainText('The clipboard did not take');
    await page.clock.runFor(60_000);
    await expect(failed).toBeVisible();
    await failed.getByRole('button', { name: 'Dismiss' }).click();
    await expect(failed).toHaveCount(0);

    // While the pointer is on it, it stays, too.
    await row.hover();
    await page.getByRole('grid', { name: 'Timeline' }).focus();
    await page.keyboard.press('ControlOrMeta+l');
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeVisible();
    await page.clock.runFor(60_000);
    await expect(undo).toHaveCount(0);
  },
);
