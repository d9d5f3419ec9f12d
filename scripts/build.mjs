/**
 * `npm run build`: the page and the shell by electron-vite, then all that runs on plain Node.
 */
import { chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as buildApp } from 'electron-vite';
import { build } from 'vite';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(ROOT);
for (const folder of ['main', 'preload', 'renderer', 'engine', 'cli']) {
  rmSync(path.join('out', folder), { recursive: true, force: true });
}
await buildApp({ logLevel: 'warn' });
await build({ configFile: 'vite.node.config.mts', logLevel: 'warn' });
chmodSync(path.join('out', 'cli', 'hubbub.js'), 0o755);
