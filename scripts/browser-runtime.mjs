/**
 * The Chromium the tests open the dashboard with: one that is installed, or the one Playwright brings.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { npm, run, say } from './run.mjs';

const INSTALLED = {
  linux: ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/opt/chromium.org/chromium/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** @returns {string | undefined} Playwright's own browser, where it was downloaded */
function playwrightsOwn() {
  try {
    // Resolved when asked, because node_modules may not be there yet.
    const file = createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} */
export function findChromium() {
  const named = process.env.HUBBUB_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const places = INSTALLED[/** @type {keyof typeof INSTALLED} */ (process.platform)] ?? [];
  return places.find((place) => existsSync(place)) ?? playwrightsOwn();
}

/**
 * Where no browser is installed and the distribution has none, Playwright's is downloaded.
 * @param {string} root
 * @returns {Promise<string | null>}
 */
export async function ensureChromium(root) {
  const found = findChromium();
  if (found) return found;
  if (process.env.HUBBUB_CHROMIUM) {
    say(`HUBBUB_CHROMIUM names a file that does not exist: ${process.env.HUBBUB_CHROMIUM}`);
    return null;
  }
  say('Fetching a Chromium for the tests (playwright install) …');
  // Its libraries come from the system; installing those is for root only.
  const libraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  const [command, args, options] = npm(['exec', '--no', '--', 'playwright', 'install', ...libraries, 'chromium']);
  const code = await run(command, args, { ...options, cwd: root });
  if (code !== 0) say(`No Chromium could be had: playwright install ended with exit code ${code}.`);
  return code === 0 ? (playwrightsOwn() ?? null) : null;
}
