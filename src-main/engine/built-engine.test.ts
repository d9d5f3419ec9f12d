import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the built engine loads in bare Node, without Electron', async () => {
  const script =
    "const { createEngine } = require('./out/engine/engine.js'); process.stdout.write(typeof createEngine)";
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  expect(stdout).toBe('function');
});
