import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Keychain, vaultKey, vaultKeyFileName } from './vault-key';

/** Seals as a keychain does; another one cannot open what it sealed. */
function keychain(backend?: string): Keychain {
  const secret = randomBytes(32);
  return {
    isEncryptionAvailable: () => true,
    encryptString(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decryptString(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
  };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hubbub-key-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a folder has one key, sealed in a file for its owner alone', () => {
  const dataDir = join(folder(), 'not', 'there-yet');
  const chain = keychain();
  const key = vaultKey(dataDir, chain) ?? '';
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(vaultKey(dataDir, chain)).toBe(key);
  const path = join(dataDir, vaultKeyFileName);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path).includes(key)).toBe(false);
  expect(readdirSync(dataDir)).toEqual([vaultKeyFileName]);
});

test('one that cannot be opened any more is set aside, and another takes its place', () => {
  const dataDir = folder();
  const before = vaultKey(dataDir, keychain());
  const chain = keychain();
  const after = vaultKey(dataDir, chain);
  expect(after).not.toBe(before);
  expect(vaultKey(dataDir, chain)).toBe(after);
  expect(readdirSync(dataDir).filter((name) => name.startsWith(`${vaultKeyFileName}.damaged-`))).toHaveLength(1);
});

test('there is none without a keychain, nor with one that keeps nothing, nor where it cannot be written', () => {
  const dataDir = folder();
  expect(vaultKey(dataDir, { ...keychain(), isEncryptionAvailable: () => false })).toBeNull();
  expect(vaultKey(dataDir, keychain('basic_text'))).toBeNull();
  expect(readdirSync(dataDir)).toEqual([]);
  expect(vaultKey(dataDir, keychain('gnome_libsecret'))).not.toBeNull();
  writeFileSync(join(dataDir, 'file'), '');
  expect(vaultKey(join(dataDir, 'file'), keychain())).toBeNull();
});
