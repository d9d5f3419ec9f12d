import { X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveAside, writePrivateFile } from '../settings/private-file';
import type { KeyPair } from './key-pair';
import { checkPair } from './key-pair';

/** An authority on disk. */
export interface StoredAuthority extends KeyPair {
  readonly file: string;
}

const folderMode = 0o700;

/**
 * The hub's own authority, kept in the data folder (0600) and made when it is first needed. One that has ended or that cannot
 * be read is set aside. Rejects with the system's error.
 */
export async function ownAuthority(dataDir: string, nowMs: number): Promise<StoredAuthority> {
  const folder = join(dataDir, 'tls');
  const file = join(folder, 'authority.pem');
  const keyFile = join(folder, 'authority-key.pem');
  const kept = await readPair(file, keyFile);
  if (kept !== null && isUsable(kept, nowMs)) {
    return { ...kept, file };
  }
  await mkdir(folder, { recursive: true, mode: folderMode });
  if (kept !== null) {
    await Promise.all([moveAside(file), moveAside(keyFile)]);
  }
  // The library that makes certificates is loaded by the first who needs one.
  const { makeAuthority } = await import('./make-certificate');
  const made = await makeAuthority('Hubbub local authority', nowMs);
  await writePrivateFile(keyFile, made.key);
  await writePrivateFile(file, made.cert);
  return { ...made, file };
}

/** null if one of both is not there. */
export async function readPair(certFile: string, keyFile: string): Promise<KeyPair | null> {
  const [cert, key] = await Promise.all([certFile, keyFile].map((file) => readFile(file, 'utf8').catch(() => null)));
  return cert == null || key == null ? null : { cert, key };
}

function isUsable(pair: KeyPair, nowMs: number): boolean {
  try {
    return Date.parse(checkPair(pair).validTo) > nowMs && new X509Certificate(pair.cert).ca;
  } catch {
    return false;
  }
}
