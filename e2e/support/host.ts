import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, chromium, type Page } from '@playwright/test';
import { keepLive } from './keep-live';
import { anyPort, asRoot, launchBuilt, needed } from './launch';
import { serve } from './served-engine';

export interface Opened {
  readonly page: Page;
  /** Address of the hub. */
  readonly hub: URL;
  readonly dataDir: string;
  /** 'Electron 25.1.1' or 'Chromium 140.0.…'. */
  readonly version: string;
}

async function openTab(dataDir: string, ports: readonly string[]) {
  const browser = await chromium.launch({
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [...asRoot, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  // Second: of a browser that does not start no engine is left behind.
  const engine = await serve(dataDir, ports);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(engine.dashboard);
  // As in the window: a key that is pressed before the page is up would be lost.
  await page
    .getByRole('status')
    .getByText(/127\.0\.0\.1:\d+/)
    .waitFor();
  const close = async () => {
    await browser.close();
    await engine.stop();
  };
  return { page, hub: engine.hub, version: `Chromium ${browser.version()}`, close };
}

/** `opened` is Hubbub in the project's host, on a data folder of its own. A broken content policy fails the test. */
export const test = base.extend<{
  opened: Opened;
  expectedComplaint: RegExp | null;
  ports: readonly string[];
  dataDir: string;
  opensOnWelcome: boolean;
}>({
  /** As it is for a person: the first steps while nothing was ever recorded. The other specs open on Live. */
  opensOnWelcome: [false, { option: true }],
  /** What the browser says of itself when a spec takes the engine away. */
  expectedComplaint: [null, { option: true }],
  /** Where the hub and the dashboard listen, as flags. */
  ports: [anyPort, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-e2e-'));
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
  opened: async ({ expectedComplaint, ports, dataDir, opensOnWelcome }, use, info) => {
    if (!opensOnWelcome) await keepLive(dataDir);
    const open = info.project.metadata.host === 'window' ? launchBuilt : openTab;
    const { close, ...opened } = await open(dataDir, ports);
    const violations: string[] = [];
    opened.page.on('console', (message) => {
      if (message.type() === 'error' && expectedComplaint?.test(message.text()) !== true)
        violations.push(message.text());
    });
    info.annotations.push({ type: 'host', description: opened.version });
    await use({ ...opened, dataDir });
    await opened.page.screenshot({ path: info.outputPath('page.png') });
    await close();
    if (violations.length > 0) throw new Error(`The page complained: ${violations.join('\n')}`);
  },
});

export { expect } from '@playwright/test';
