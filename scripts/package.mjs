/**
 * `npm run package`: the app as it would be installed, unpacked, in dist/. Nothing is downloaded beyond the Electron
 * runtime that `npm start` uses too. Installers are made by .github/workflows/release.yml.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bootstrap.mjs';
import { main, SetupError, say } from './run.mjs';

/** Where electron-builder puts the program. @param {string} output */
function executableIn(output) {
  if (process.platform === 'win32') return path.join(output, 'win-unpacked', 'Hubbub.exe');
  if (process.platform === 'linux') {
    return path.join(
      output,
      process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
      'hubbub-app',
    );
  }
  const folder = process.arch === 'x64' ? 'mac' : `mac-${process.arch}`;
  return path.join(output, folder, 'Hubbub.app', 'Contents', 'MacOS', 'Hubbub');
}

/** @param {string} place @returns {number} bytes under a file or folder */
function sizeOf(place) {
  const stats = statSync(place);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/** @param {import('electron-builder').AfterExtractContext} context */
async function removeDefaultApp({ appOutDir, electronPlatformName }) {
  // A runtime that was unpacked by hand still has the program that opens a path.
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(appOutDir, 'Electron.app', 'Contents', 'Resources')
      : path.join(appOutDir, 'resources');
  for (const place of [path.join(resources, 'default_app.asar'), path.join(appOutDir, 'version')])
    rmSync(place, { recursive: true, force: true });
}

/**
 * Packs what is in out/.
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @param {{ output: string, drivable: boolean }} options `drivable`: a test may attach a debugger to it
 * @returns {Promise<{ executablePath: string, megabytes: number }>}
 */
export async function packApp({ executablePath, version }, { output, drivable }) {
  const { build, Platform } = await import('electron-builder');
  const bundle = process.platform === 'darwin' ? '../../..' : '.';
  await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      electronDist: path.resolve(path.dirname(executablePath), bundle),
      electronVersion: version,
      directories: { output },
      electronFuses: { enableNodeCliInspectArguments: drivable },
      afterExtract: removeDefaultApp,
    },
  });
  const packed = executableIn(output);
  return { executablePath: packed, megabytes: Math.round(sizeOf(path.dirname(packed)) / 1e6) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { bootstrap, ensureBuilt } = await import('./bootstrap.mjs');
    await bootstrap({ electron: true, browser: false });
    await ensureBuilt();
    const { ensureElectron } = await import('./electron-runtime.mjs');
    const runtime = await ensureElectron();
    if (!runtime) throw new SetupError('Without an Electron runtime there is nothing to pack.');
    const { executablePath, megabytes } = await packApp(runtime, { output: path.join(ROOT, 'dist'), drivable: false });
    say(`Packed: ${executablePath}, Electron ${runtime.version}, ${megabytes} MB.`);
    return 0;
  });
}
