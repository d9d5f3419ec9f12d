'use strict';

/*
 * What Electron runs when it was started with a path: it loads the package (or file) at that path.
 * Electron's own releases carry such a program as default_app.asar; the runtime that
 * electron-fallback.mjs unpacks was taken from a packaged application and has none.
 * CommonJS, and nothing newer than Electron 25 knows.
 */

const { app, dialog } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

// What only Electron's own default program calls is left out of the published types.
const internalApp = /** @type {any} */ (app);
const Module = /** @type {any} */ (require('node:module'));

/** @param {string[]} args everything after the executable */
function parse(args) {
  /** @type {string[]} */
  const preloads = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-r' || arg === '--require') preloads.push(rest.shift() ?? '');
    else if (arg === '-v' || arg === '--version') return { preloads, version: true };
    // Switches for Chromium and Node were read before this program started.
    else if (!arg.startsWith('-')) return { preloads, target: arg };
  }
  return { preloads };
}

/** @param {string} target folder of a package, or a script */
function load(target) {
  const folder = path.resolve(target);
  const manifest = path.join(folder, 'package.json');
  if (fs.existsSync(manifest)) {
    const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    if (version) internalApp.setVersion(version);
    if (productName || name) app.setName(productName || name);
    app.setDesktopName(desktopName || `${app.getName()}.desktop`);
  }
  const file = require.resolve(folder);
  internalApp.setAppPath(fs.existsSync(manifest) ? folder : path.dirname(file));
  // As main module, so that `require.main === module` holds in what is loaded.
  Module._load(file, Module, true);
}

const options = parse(process.argv.slice(1));
// Packages ask `process.defaultApp` to know that argv holds the path too.
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
for (const file of options.preloads) Module._load(path.resolve(file), null, false);

if (options.version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
} else if (options.target === undefined) {
  process.stderr.write('Usage: electron [switches] <folder or file>\n');
  process.exit(1);
} else {
  try {
    load(options.target);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    // Without a display there is nothing to draw a dialog on.
    if (process.stderr.isTTY) dialog.showErrorBox('This program could not be loaded', String(error));
    process.exit(1);
  }
}
