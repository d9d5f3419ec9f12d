import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';
import { mercureToken } from './support/mercure';
import { askForPort80, listenSomewhere, onlyDashboard, remedies } from './support/port-80';

/** What the system says to whoever runs this and asks for port 80: '' if it gives it. */
function refusalOfPort80(): Promise<string> {
  return new Promise((resolve) => {
    const probe = createProbe();
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'));
    probe.listen(80, '127.0.0.1', () => probe.close(() => resolve('')));
  });
}

/** The page of the samples as a web server has it, which asks for port 80 of localhost. */
async function samplesPage() {
  const html = await readFile('interop/seed/symfony/templates/notifications.html');
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  ).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const onAnyPort = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-e2e-'));
    await listenSomewhere(dataDir);
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  ports: async ({}, use) => use(onlyDashboard),
});

onAnyPort(
  'a page that asks for port 80 is served as it stands where the system gives it; elsewhere it is said why not',
  async ({ opened: { page } }) => {
    const refusal = await refusalOfPort80();
    const settings = await askForPort80(page);
    if (refusal !== '') {
      const words = refusal === 'EADDRINUSE' ? /Port 80 on 127\.0\.0\.1 is used by/ : remedies[process.platform];
      await expect(settings.getByText(words ?? /does not let Hubbub listen on port 80/)).toBeVisible();
      return;
    }
    await expect(settings.getByText('The hub listens there.')).toBeVisible();
    const samples = await samplesPage();
    const args = [...asRoot, '--disable-gpu'];
    const browser = await chromium.launch({ executablePath: needed('HUBBUB_CHROMIUM'), args });
    try {
      const visitor = await browser.newPage();
      const isOpen = visitor.waitForResponse(/well-known\/mercure/);
      await visitor.goto(samples.url);
      expect((await isOpen).status()).toBe(200);
      const data = JSON.stringify({ time: '12:00:00', from: 'Symfony App', message: 'Hello' });
      const published = await fetch('http://localhost/.well-known/mercure', {
        method: 'POST',
        headers: { authorization: `Bearer ${mercureToken({ publish: ['*'] })}` },
        body: new URLSearchParams({ topic: 'http://example.com/notifications', data }),
      });
      expect(published.status).toBe(200);
      await expect(visitor.locator('#notifications div')).toHaveText(['[12:00:00] Symfony App: Hello']);
    } finally {
      await browser.close();
      samples.close();
    }
  },
);

test('where a flag says where the hub listens, the button says so', async ({ opened: { page } }) => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Mercure/ }).click();
  const settings = page.locator('[data-group="mercure"]');
  await expect(settings.getByRole('button', { name: 'Listen on port 80 too' })).toBeDisabled();
  await expect(settings.getByText('Listeners are set by --listen: add 127.0.0.1:80 there.')).toBeVisible();
});
