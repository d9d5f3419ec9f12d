import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { treeFingerprint } from './fingerprint.mjs';

/** Width and height of a PNG; throws where there is none. @param {Buffer} png */
function sizeOf(png) {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('the icons were drawn from the drawings there are', () => {
  const drawings = ['icon.svg', 'icon-16.svg', 'icon-24.svg'];
  expect(readFileSync('assets/icons/drawn-from', 'utf8').trim()).toBe(treeFingerprint('assets', drawings));
});

test('the pictures have the sizes their names say', () => {
  const names = readdirSync('assets/icons').filter((name) => name.endsWith('.png'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(`${sizeOf(readFileSync(`assets/icons/${name}`)).join('x')}.png`).toBe(name);
  }
});

test("Windows' icon holds what its list says", () => {
  const file = readFileSync('assets/icon.ico');
  const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const size = file.readUInt8(entry) || 256;
    const png = file.subarray(
      file.readUInt32LE(entry + 12),
      file.readUInt32LE(entry + 12) + file.readUInt32LE(entry + 8),
    );
    expect(sizeOf(png)).toEqual([size, size]);
    return size;
  });
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

test("Apple's icon is blocks of pictures to its end", () => {
  const file = readFileSync('assets/icon.icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  /** @type {Record<string, number>} */
  const sizes = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    sizes[file.toString('latin1', at, at + 4)] = sizeOf(file.subarray(at + 8))[0];
  }
  expect(sizes).toMatchObject({ icp4: 16, icp5: 32, ic11: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 });
});
