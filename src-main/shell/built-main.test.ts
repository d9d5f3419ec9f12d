import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';

test.each(['main/main.js', 'preload/preload.js'])('the built %s needs nothing but Electron and Node', (file) => {
  const code = readFileSync(`out/${file}`, 'utf8');
  const required = [...code.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name ?? '');
  const foreign = required.filter(
    (name) => name !== 'electron' && !builtinModules.includes(name.replace(/^node:/, '')),
  );
  expect(required).toContain('electron');
  expect(foreign).toEqual([]);
});
