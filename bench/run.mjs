/**
 * `npm run bench [-- NAME…] [--guard]`: sets the machine up, builds, and runs the benches: all of them, or those whose
 * names start with NAME. Prints one line of JSON a figure; exit code 1 if one is below its floor.
 */
import path from 'node:path';
import { bootstrap, ensureBuilt, hasDisplay, ROOT } from '../scripts/bootstrap.mjs';
import { ended, main, SetupError, start } from '../scripts/run.mjs';
import { openDisplay } from '../scripts/virtual-display.mjs';

await main(async () => {
  await bootstrap({ electron: true, browser: false });
  await ensureBuilt();
  process.chdir(ROOT);
  // Packages are there only now.
  const { build } = await import('vite');
  const { ensureElectron, sandboxArguments } = await import('../scripts/electron-runtime.mjs');
  await build({ configFile: 'bench/vite.config.mts', logLevel: 'error' });
  const electron = await ensureElectron();
  if (!electron) throw new SetupError('The benches need Electron for what is painted in its window.');
  const display = hasDisplay() ? undefined : await openDisplay();
  try {
    return await ended(
      start(process.execPath, [path.join('out', 'bench', 'main.js'), ...process.argv.slice(2)], {
        cwd: ROOT,
        group: true,
        stdio: ['ignore', 1, 2],
        env: {
          ...process.env,
          HUBBUB_ELECTRON: electron.executablePath,
          HUBBUB_ELECTRON_ARGUMENTS: sandboxArguments(electron.executablePath).join(' '),
          ...(display && { DISPLAY: display.name }),
        },
      }),
    );
  } finally {
    await display?.close();
  }
});
