/**
 * Tells what is stale: installed packages against the lock file, the build against its sources.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock package-lock.json, and the like that npm leaves in node_modules */

/** @param {string | Buffer} text */
export const hash = (text) => createHash('sha256').update(text).digest('hex');

/**
 * Whether what npm installed is what the lock file asks for. Optional packages may be absent: they are for other platforms.
 * @param {Lock} lock
 * @param {Lock} installed
 */
export function matchesLock(lock, installed) {
  const wanted = lock.packages ?? {};
  const present = installed.packages ?? {};
  const complete = Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const found = present[place];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
  return complete && Object.keys(present).every((place) => place in wanted);
}

/** @param {string} root @param {string} name @returns {string[]} files under a file or folder that may be missing */
function filesOf(root, name) {
  const stats = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [name];
  const children = readdirSync(path.join(root, name)).filter((child) => child !== 'node_modules');
  return children.sort().flatMap((child) => filesOf(root, `${name}/${child}`));
}

/**
 * One hash over names and contents. Times are left out: a checkout or a copy changes them, and nothing is stale then.
 * @param {string} root
 * @param {readonly string[]} names files and folders; those that are missing count as empty
 */
export function treeFingerprint(root, names) {
  const lines = names
    .flatMap((name) => filesOf(root, name))
    .map((file) => `${file} ${hash(readFileSync(path.join(root, file)))}`);
  return hash(lines.join('\n'));
}
