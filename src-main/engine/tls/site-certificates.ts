import type { X509Certificate } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { checkPair, covers, type KeyPair } from './key-pair';
import { readPair } from './own-authority';
import type { SiteFolder } from './places';

/** A certificate that Valet or Herd made for a site. */
export interface SiteCertificate extends KeyPair {
  readonly folder: SiteFolder;
  readonly certificate: X509Certificate;
}

const mostListed = 100;
const fileName = /^[a-z0-9][a-z0-9.-]{0,250}$/;

/** The one that is good for a host: its own, or that of the site it is a part of. null if there is none that still holds. */
export async function siteCertificate(
  folders: readonly SiteFolder[],
  host: string,
  nowMs: number,
): Promise<SiteCertificate | null> {
  if (isIP(host) !== 0 || !fileName.test(host) || host.includes('..')) return null;
  for (const folder of folders) {
    for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const found = await read(folder, name);
      if (found !== null && covers(found.certificate, host) && Date.parse(found.certificate.validTo) > nowMs) {
        return found;
      }
    }
  }
  return null;
}

/** All there are, at most a hundred. */
export async function listSites(folders: readonly SiteFolder[]): Promise<readonly SiteCertificate[]> {
  const found: SiteCertificate[] = [];
  for (const folder of folders) {
    const names = await readdir(folder.certificates).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.crt')).slice(0, mostListed - found.length)) {
      const site = await read(folder, name.slice(0, -'.crt'.length));
      if (site !== null) found.push(site);
    }
  }
  return found;
}

async function read(folder: SiteFolder, name: string): Promise<SiteCertificate | null> {
  const path = join(folder.certificates, name);
  const pair = await readPair(`${path}.crt`, `${path}.key`);
  if (pair === null) return null;
  try {
    return { ...pair, folder, certificate: checkPair(pair) };
  } catch {
    return null;
  }
}
