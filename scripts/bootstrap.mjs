/**
 * What `npm start` and `npm test` do first: everything a fresh machine lacks, and nothing twice.
 * Node built-ins only, because node_modules may be missing when this runs.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './browser-runtime.mjs';
import { hash, matchesLock, treeFingerprint } from './fingerprint.mjs';
import { PHP_NEEDS } from './php.mjs';
import { npm, run, SetupError, say } from './run.mjs';
import {
  CHROMIUM_NEEDS,
  DISPLAY_NEEDS,
  ELECTRON_NEEDS,
  ensureSystemPackages,
  hasPackage,
  PEER_NEEDS,
} from './system-packages.mjs';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const BUILD_STAMP = path.join(ROOT, 'out', '.sources');
const INSTALL_STAMP = path.join(ROOT, 'node_modules', '.hubbub-lock');

/** Whether a window can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} version such as 20.19.0 */
export function isNodeNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Native addons differ by platform, so a folder shared between two of them is stale on the other. */
function installStamp() {
  const lock = readIfThere(path.join(ROOT, 'package-lock.json'));
  if (lock === undefined)
    throw new SetupError('package-lock.json is missing: this is not a whole copy of the repository.');
  return { lock, stamp: hash(`${lock} ${process.platform} ${process.arch}`) };
}

/** Installs the packages where they are missing or other than package-lock.json says. */
export async function ensureDependencies() {
  const { lock, stamp } = installStamp();
  const known = readIfThere(INSTALL_STAMP);
  const installed = readIfThere(path.join(ROOT, 'node_modules', '.package-lock.json'));
  // npm writes its own list last, so without it an installation was cut short.
  if (installed !== undefined && known === stamp) return;
  // Somebody installed by hand: nothing to do if that gave the same packages.
  if (installed === undefined || !matchesLock(JSON.parse(lock), JSON.parse(installed))) {
    say('Installing dependencies (npm ci) …');
    const started = Date.now();
    // NODE_ENV=production would leave out what builds and runs the app.
    const [command, args, options] = npm([
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
    ]);
    const code = await run(command, args, { ...options, cwd: ROOT });
    if (code !== 0) throw new SetupError(`npm ci failed with exit code ${code}; what it printed is above.`);
    say(`Dependencies installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  }
  writeFileSync(INSTALL_STAMP, stamp);
}

/** Everything the build reads. */
export function sourceFingerprint() {
  const settings = readdirSync(ROOT).filter((name) =>
    /^(package(-lock)?\.json|tsconfig.*\.json|.+\.config\.[cm]?[jt]s)$/.test(name),
  );
  return treeFingerprint(ROOT, [...settings.sort(), 'scripts/build.mjs', 'src-main', 'src-renderer', 'assets']);
}

/** Remembers which sources were built. Taken before the build, so that a change during it is not missed. @param {string} fingerprint */
export function stampBuild(fingerprint) {
  mkdirSync(path.dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, fingerprint);
}

/** Builds where `out/` is missing or other than the sources. */
export async function ensureBuilt() {
  const fingerprint = sourceFingerprint();
  if (readIfThere(BUILD_STAMP) === fingerprint) return;
  say('Building …');
  const [command, args, options] = npm(['run', '--silent', 'build']);
  const code = await run(command, args, { ...options, cwd: ROOT });
  if (code !== 0) throw new SetupError(`The build failed with exit code ${code}; what it printed is above.`);
  stampBuild(fingerprint);
}

/**
 * @param {{ electron: boolean, browser: boolean, php?: boolean, peers?: boolean }} wants whether Electron, a Chromium
 *   browser, PHP applications and brokers are to be started
 */
export async function bootstrap({ electron, browser, php = false, peers = false }) {
  if (!isNodeNewEnough(process.versions.node)) {
    throw new SetupError(`Hubbub needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  }
  // System packages first: where they cannot be installed, that is known before the long downloads.
  await ensureSystemPackages([
    ...(electron ? ELECTRON_NEEDS : []),
    ...(electron && !hasDisplay() ? DISPLAY_NEEDS : []),
    ...(browser && !findChromium() && hasPackage(CHROMIUM_NEEDS[0]) ? CHROMIUM_NEEDS : []),
    ...(php ? PHP_NEEDS : []),
    ...(peers ? PEER_NEEDS : []),
  ]);
  await ensureDependencies();
}
