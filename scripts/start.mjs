/**
 * `npm start`: Hubbub in a window; without a display, or without an Electron, as a dashboard for the browser.
 * Arguments after `--` go to what is started.
 */
import path from 'node:path';
import { bootstrap, ensureBuilt, hasDisplay, ROOT } from './bootstrap.mjs';
import { ended, main, say, start } from './run.mjs';

/** @param {readonly string[]} args @returns {Promise<[string, string[]]>} command and arguments of the host to start */
async function host(args) {
  const dashboard = /** @type {[string, string[]]} */ ([
    process.execPath,
    [path.join(ROOT, 'out', 'cli', 'hubbub.js'), 'serve', ...args],
  ]);
  if (!hasDisplay()) return dashboard;
  // Loaded when needed: a machine without a display fetches no Electron.
  const { ensureElectron, sandboxArguments } = await import('./electron-runtime.mjs');
  const electron = await ensureElectron();
  if (!electron) {
    say('Hubbub opens in the browser instead of a window:');
    return dashboard;
  }
  return [electron.executablePath, [...sandboxArguments(electron.executablePath), ROOT, ...args]];
}

await main(async () => {
  await bootstrap({ electron: hasDisplay(), browser: false });
  await ensureBuilt();
  const [command, args] = await host(process.argv.slice(2));
  return ended(start(command, args), { keep: true });
});
