/**
 * Finds or fetches the Electron to run: the official one; where its release host is out of reach, an older one.
 * `node scripts/electron-runtime.mjs` prints the result as JSON.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  cacheFolder,
  FALLBACK_VERSION,
  fetchFallback,
  installedFallback,
  temporaryFolder,
  whyNoFallback,
} from './electron-fallback.mjs';
import { ended, main, SetupError, say, start } from './run.mjs';

/** @typedef {{ executablePath: string, version: string, source: 'official' | 'fallback' }} ElectronRuntime */

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const PACKAGE = path.join(ROOT, 'node_modules', 'electron');
const EXECUTABLE =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[/** @type {string} */ (process.platform)] ??
  'electron';
/** How long the release host may keep silent, before and between bytes. */
const SILENCE = 20_000;
/** A host that was out of reach is not asked again at every start: it may take all of SILENCE to find out. */
const ASK_AGAIN = 24 * 3_600_000;

/** @param {string} file */
const read = (file) => readFileSync(file, 'utf8').trim();

/** @param {string} dist @returns {ElectronRuntime | undefined} */
function unpackedIn(dist) {
  const executablePath = path.join(dist, EXECUTABLE);
  const version = path.join(dist, 'version');
  if (!existsSync(executablePath) || !existsSync(version)) return undefined;
  return { executablePath, version: read(version).replace(/^v/, ''), source: 'official' };
}

/** The version package.json asks for; node_modules is in place when this is called. */
const wantedVersion = () => JSON.parse(read(path.join(PACKAGE, 'package.json'))).version;

/** An installation that was cut short has no path.txt: the package's installer writes that last. */
function installedOfficial() {
  const runtime = unpackedIn(path.join(PACKAGE, 'dist'));
  return runtime?.version === wantedVersion() && existsSync(path.join(PACKAGE, 'path.txt')) ? runtime : undefined;
}

/** @param {string} place @returns {number} bytes under a file or folder */
function sizeOf(place) {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/**
 * Runs the package's own installer for as long as bytes come in.
 * @returns {Promise<string | undefined>} why it failed; undefined if it did not
 */
async function installOfficial() {
  const temporary = temporaryFolder('download');
  const child = start(process.execPath, [path.join(PACKAGE, 'install.js')], {
    // The installer downloads into the system's temporary folder: one of our own shows whether bytes arrive.
    env: {
      ...process.env,
      TMPDIR: temporary.folder,
      TEMP: temporary.folder,
      TMP: temporary.folder,
      ELECTRON_GET_NO_PROGRESS: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += chunk));
  let bytes = 0;
  let lastNews = Date.now();
  let toldAt = Date.now();
  let silent = false;
  const watch = setInterval(() => {
    const now = sizeOf(temporary.folder) + sizeOf(path.join(PACKAGE, 'dist'));
    if (now !== bytes) lastNews = Date.now();
    bytes = now;
    if (bytes > 0 && Date.now() - toldAt > 5000) {
      toldAt = Date.now();
      say(`  ${Math.round(bytes / 1e6)} MB …`);
    }
    if (Date.now() - lastNews > SILENCE) {
      silent = true;
      child.kill('SIGKILL');
    }
  }, 500);
  try {
    const code = await ended(child);
    if (code === 0 && installedOfficial()) return undefined;
    if (silent) return `nothing arrived for ${SILENCE / 1000} s`;
    return (
      errors
        .trim()
        .split('\n')[0]
        .replace(/^\w*Error: /, '') || `exit code ${code}`
    );
  } finally {
    clearInterval(watch);
    temporary.remove();
  }
}

/** Remembers for a day that this version could not be had. @param {string} version */
function failureNote(version) {
  const file = path.join(cacheFolder(), `electron-${version}.failed`);
  return {
    /** @returns {string | undefined} */
    recent() {
      const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      return age < ASK_AGAIN ? read(file) : undefined;
    },
    /** @param {string} reason */
    write(reason) {
      mkdirSync(cacheFolder(), { recursive: true });
      writeFileSync(file, reason);
    },
  };
}

/**
 * The Electron to start, fetched if need be. Null if there is none; the reason has been said then.
 * @returns {Promise<ElectronRuntime | null>}
 */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const runtime = unpackedIn(override);
    if (!runtime) say(`ELECTRON_OVERRIDE_DIST_PATH names no unpacked Electron: ${override}`);
    return runtime ?? null;
  }
  const official = installedOfficial();
  if (official) return official;

  const version = wantedVersion();
  const note = failureNote(version);
  const earlier = installedFallback();
  let reason = earlier && note.recent();
  if (!reason) {
    say(`Fetching Electron ${version} …`);
    reason = await installOfficial();
    if (!reason) return /** @type {ElectronRuntime} */ (installedOfficial());
    note.write(reason);
  }
  const outOfReach = `Electron ${version} cannot be had because its release host is out of reach (${reason})`;
  const impossible = whyNoFallback();
  if (impossible) {
    say(`${outOfReach}, and ${impossible}.`);
    return null;
  }
  try {
    const fallback = earlier ?? (await fetchFallback(ROOT));
    say(`Using Electron ${FALLBACK_VERSION}: ${outOfReach}.`);
    return { ...fallback, source: 'fallback' };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`${outOfReach}, and its replacement neither: ${error.message}.`);
    return null;
  }
}

/**
 * Arguments Electron needs on this machine to start at all.
 * @param {string} executablePath
 * @returns {string[]}
 */
export function sandboxArguments(executablePath) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  /** @param {string} name */
  const setting = (name) => (existsSync(`/proc/sys/${name}`) ? read(`/proc/sys/${name}`) : '');
  // The sandbox is made of user namespaces, or of a helper that root owns.
  const forbidden =
    setting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('kernel/unprivileged_userns_clone') === '0' ||
    setting('user/max_user_namespaces') === '0';
  const helper = statSync(path.join(path.dirname(executablePath), 'chrome-sandbox'), { throwIfNoEntry: false });
  if (!forbidden || (helper?.uid === 0 && (helper.mode & 0o4000) !== 0)) return [];
  say('This system allows no user namespaces to programs like Electron, so Hubbub runs without the Chromium sandbox.');
  return ['--no-sandbox'];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const runtime = await ensureElectron();
    process.stdout.write(`${JSON.stringify(runtime)}\n`);
    return runtime ? 0 : 1;
  });
}
