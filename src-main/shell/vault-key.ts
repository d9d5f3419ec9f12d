import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keychain of the system, as Electron's safeStorage has it. */
export interface Keychain {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  /** Newer Electrons on Linux: 'basic_text' seals with a password anybody can look up, which keeps nothing. */
  getSelectedStorageBackend?(): string;
}

export const vaultKeyFileName = 'vault-key';
const keyBytes = 32;

/**
 * The key that seals the secrets of a folder's profiles, base64; null where the system has no keychain, or the folder
 * cannot be written. The keychain seals it, and only the owner may read the file. One it cannot open any more is set
 * aside, never written over.
 */
export function vaultKey(dataDir: string, keychain: Keychain): string | null {
  if (!keychain.isEncryptionAvailable() || keychain.getSelectedStorageBackend?.() === 'basic_text') return null;
  const path = join(dataDir, vaultKeyFileName);
  let sealed: Buffer | null = null;
  try {
    sealed = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return null;
  }
  const kept = sealed === null ? null : opened(sealed, keychain);
  if (kept !== null) return kept;
  const key = randomBytes(keyBytes).toString('base64');
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (sealed !== null) renameSync(path, `${path}.damaged-${randomBytes(3).toString('hex')}`);
    writeFileSync(draft, keychain.encryptString(key), { mode: 0o600 });
    renameSync(draft, path);
    return key;
  } catch {
    try {
      unlinkSync(draft);
    } catch {
      // It was not there.
    }
    return null;
  }
}

function opened(sealed: Buffer, keychain: Keychain): string | null {
  try {
    const key = keychain.decryptString(sealed);
    return Buffer.from(key, 'base64').length === keyBytes ? key : null;
  } catch {
    return null;
  }
}
