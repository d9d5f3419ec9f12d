import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';
import { asRoot, needed } from './support/launch';
import { askForPort80, listenSomewhere, onlyDashboard, remedies } from './support/port-80';
import { started } from './support/served-engine';

/** As a person starts it, though tests may run as root: without what lets root have any port. */
const asPerson =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-net_bind_service', '--inh-caps=-net_bind_service', process.execPath]
    : [process.execPath];

/** Some Linux systems, containers above all, give every port to everybody. */
async function isGivenToAll(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return Number(await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) <= 80;
}

test('where the system keeps port 80 from a person, the page says so and names the remedy of that system', async ({
  dataDir,
}, info) => {
  const [command = '', ...before] = asPerson;
  const args = [...before, 'out/cli/hubbub.js', 'serve', '--json', '--data', dataDir, ...onlyDashboard];
  await listenSomewhere(dataDir);
  const engine = await started(command, args);
  const browser = await chromium.launch({
    executablePath: needed('HUBBUB_CHROMIUM'),
    args: [...asRoot, '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(engine.dashboard);
    const settings = await askForPort80(page);
    if (await isGivenToAll()) {
      await expect(settings.getByText('The hub listens there.')).toBeVisible();
      return;
    }
    const sentence = settings.getByText('This system does not let Hubbub listen on port 80 of 127.0.0.1.');
    await expect(sentence).toHaveText(remedies[process.platform] ?? /./);
    await expect(sentence).toBeInViewport();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('remedy.png') });
    // The rest of the hub is as it was.
    expect((await fetch(new URL('/healthz', engine.hub))).status).toBe(200);
  } finally {
    await browser.close();
    await engine.stop();
  }
});
