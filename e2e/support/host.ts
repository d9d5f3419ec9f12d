import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, chromium, type Page } from '@playwright/test';
import { serve } from './served-engine';

export interface Opened {
  readonly page: Page;
  /** Address of the hub. */
  readonly hub: URL;
  /** 'Electron 25.1.1' or 'Chromium 140.0.…'. */
  readonly version: string;
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function needed(name: string): string {
  const value = process.env[name];
  // A host that is not there fails the run; it never skips.
  if (!value) throw new Error(`${name} is not set: run the specs with "npm test -- --only e2e".`);
  return value;
}

async function openWindow(dataDir: string) {
  const executablePath = needed('HUBBUB_ELECTRON');
  const args = [...asRoot, '--disable-gpu', '.', '--data', dataDir];
  const app = await _electron.launch({ executablePath, args });
  const page = await app.firstWindow();
  const address = page.getByRole('status');
  await address.getByText(/127\.0\.0\.1:\d+/).waitFor();
  const port = /127\.0\.0\.1:(\d+)/.exec((await address.textContent()) ?? '')?.[1];
  const version = await app.evaluate(() => process.versions.electron);
  return { page, hub: new URL(`http://127.0.0.1:${port}`), version: `Electron ${version}`, close: () => app.close() };
}

async function openTab(dataDir: string) {
  const engine = await serve(dataDir);
  const browser = await chromium.launch({
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [...asRoot, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(engine.dashboard);
  const close = async () => {
    await browser.close();
    await engine.stop();
  };
  return { page, hub: engine.hub, version: `Chromium ${browser.version()}`, close };
}

/** `opened` is Hubbub in the project's host, on a data folder of its own. A broken content policy fails the test. */
export const test = base.extend<{ opened: Opened }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  opened: async ({}, use, info) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-e2e-'));
    const { close, ...opened } = await (info.project.metadata.host === 'window' ? openWindow : openTab)(dataDir);
    const violations: string[] = [];
    opened.page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    info.annotations.push({ type: 'host', description: opened.version });
    await use(opened);
    await opened.page.screenshot({ path: info.outputPath('page.png') });
    await close();
    await rm(dataDir, { recursive: true, force: true });
    if (violations.length > 0) throw new Error(`The page complained: ${violations.join('\n')}`);
  },
});

export { expect } from '@playwright/test';
