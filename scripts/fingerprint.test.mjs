import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { matchesLock, treeFingerprint } from './fingerprint.mjs';

const ROOT_ENTRY = { '': { version: '1.0.0' } };
const WS = { version: '8.0.0', integrity: 'sha512-a' };

test('an installation matches its lock file, with or without the packages of other platforms', () => {
  const lock = {
    packages: { ...ROOT_ENTRY, 'node_modules/ws': WS, 'node_modules/mac-only': { version: '1.0.0', optional: true } },
  };
  expect(matchesLock(lock, { packages: { 'node_modules/ws': WS } })).toBe(true);
});

test.each([
  ['a package is missing', {}],
  ['a package has another version', { 'node_modules/ws': { ...WS, version: '8.0.1' } }],
  ['a package has another content', { 'node_modules/ws': { ...WS, integrity: 'sha512-b' } }],
  ['a package was removed from the lock file', { 'node_modules/ws': WS, 'node_modules/old': WS }],
])('an installation is stale when %s', (_, packages) => {
  expect(matchesLock({ packages: { ...ROOT_ENTRY, 'node_modules/ws': WS } }, { packages })).toBe(false);
});

function sources() {
  const root = mkdtempSync(path.join(tmpdir(), 'fingerprint-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'src', 'inner'), { recursive: true });
  writeFileSync(path.join(root, 'src', 'a.ts'), 'a');
  writeFileSync(path.join(root, 'src', 'inner', 'b.ts'), 'b');
  return root;
}

test('a fingerprint does not depend on times, nor on files that never were', () => {
  const root = sources();
  const before = treeFingerprint(root, ['src', 'missing.json']);
  utimesSync(path.join(root, 'src', 'a.ts'), new Date(0), new Date(0));
  expect(treeFingerprint(root, ['src', 'missing.json'])).toBe(before);
});

test.each([
  ['an edit', (/** @type {string} */ src) => writeFileSync(path.join(src, 'inner', 'b.ts'), 'c')],
  ['a new file', (/** @type {string} */ src) => writeFileSync(path.join(src, 'inner', 'c.ts'), '')],
  ['a removed file', (/** @type {string} */ src) => rmSync(path.join(src, 'a.ts'))],
])('a fingerprint tells %s', (_, change) => {
  const root = sources();
  const before = treeFingerprint(root, ['src']);
  change(path.join(root, 'src'));
  expect(treeFingerprint(root, ['src'])).not.toBe(before);
});
