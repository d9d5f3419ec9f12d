import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Folder with a server of others and its packages, fetched from the npm registry the first time. `source`: a folder with its
 * package.json and lock file, which names the checksum of each package; npm refuses what has another.
 */
export async function installPeer(source: string): Promise<string> {
  const name = basename(source);
  const lock = readFileSync(join(source, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hubbub');
  const folder = join(cache, `${name}-${version}`);
  if (existsSync(join(folder, 'complete'))) return folder;
  process.stderr.write(`Fetching ${name} (once) …\n`);
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(fresh, file));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn('npm', args, { cwd: fresh, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error(`${name} could not be installed: npm ci ended with exit code ${code}`);
  writeFileSync(join(fresh, 'complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  return folder;
}
