/**
 * Draws the icons of the app from the SVG files in assets/, with the browser that the tests use:
 *
 *   node scripts/icons.mjs
 *
 * The results are committed, so this is run only after a drawing was changed. icon.svg has its edges on whole pixels at 32
 * and 64 px, icon-16.svg at 16, icon-24.svg at 24 and 48, so that the uprights are sharp in every size.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium } from './browser-runtime.mjs';
import { treeFingerprint } from './fingerprint.mjs';
import { icnsOf, icoOf } from './icon-files.mjs';
import { main, SetupError } from './run.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ASSETS = path.join(ROOT, 'assets');
const DRAWINGS = ['icon.svg', 'icon-16.svg', 'icon-24.svg'];
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Linux takes a folder of these; the window takes one of them. */
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];
/** Apple's icons keep a margin around the tile: 824 of 1024, where the tile of the drawing is 120 of 128. */
const APPLE_TILE = 824 / 1024 / (120 / 128);

/** @param {number} size */
const drawingOf = (size) => (size === 16 ? 'icon-16.svg' : size === 24 || size === 48 ? 'icon-24.svg' : 'icon.svg');

/**
 * @param {import('@playwright/test').Page} page
 * @param {number} size of the picture
 * @param {number} [scale] of the drawing in it
 */
async function draw(page, size, scale = 1) {
  const svg = readFileSync(path.join(ASSETS, drawingOf(size))).toString('base64');
  await page.setViewportSize({ width: size, height: size });
  const side = size * scale;
  const margin = (size - side) / 2;
  await page.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${svg}"
      style="display:block;width:${side}px;height:${side}px;margin:${margin}px">`,
  );
  await page.locator('img').evaluate((image) => /** @type {HTMLImageElement} */ (image).decode());
  return page.screenshot({ omitBackground: true });
}

await main(async () => {
  const executablePath = await ensureChromium(ROOT);
  if (!executablePath) throw new SetupError('The icons are drawn by a Chromium, and there is none.');
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage();
  /** @type {Map<number, Buffer>} */
  const pictures = new Map();
  for (const size of SIZES) pictures.set(size, await draw(page, size));
  /** @type {Map<number, Buffer>} */
  const apple = new Map(pictures);
  for (const size of SIZES.filter((size) => size >= 64)) apple.set(size, await draw(page, size, APPLE_TILE));
  await browser.close();

  const of = (/** @type {number} */ size) => /** @type {Buffer} */ (pictures.get(size));
  rmSync(path.join(ASSETS, 'icons'), { recursive: true, force: true });
  mkdirSync(path.join(ASSETS, 'icons'));
  for (const size of LINUX) writeFileSync(path.join(ASSETS, 'icons', `${size}x${size}.png`), of(size));
  writeFileSync(path.join(ASSETS, 'icon.png'), of(1024));
  writeFileSync(path.join(ASSETS, 'icon.ico'), icoOf(WINDOWS.map((size) => ({ size, png: of(size) }))));
  writeFileSync(path.join(ASSETS, 'icon.icns'), icnsOf(apple));
  writeFileSync(path.join(ASSETS, 'icons', 'drawn-from'), `${treeFingerprint(ASSETS, DRAWINGS)}\n`);
  return 0;
});
