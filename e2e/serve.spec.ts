import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { serve } from './support/served-engine';

let dataDir = '';
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-serve-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the dashboard lets in who was invited, once, and nobody else', async () => {
  const engine = await serve(dataDir);
  const url = new URL(engine.dashboard);
  expect((await fetch(url.origin)).status).toBe(401);
  const first = await fetch(url, { redirect: 'manual' });
  expect(first.status).toBe(303);
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toContain('HttpOnly; SameSite=Strict');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
  const page = await fetch(url.origin, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy') ?? '';
  const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? 'none';
  expect(await page.text()).toContain(`nonce="${nonce}"`);
  expect(await engine.stop()).toBe(0);
});

test('a port that was asked for and is taken ends it with 4 and names a way out', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => holder.once('listening', done));
  const address = holder.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const args = ['out/cli/hubbub.js', 'serve', '--json', '--data', dataDir, '--listen', `127.0.0.1:${port}`];
  const failure = await promisify(execFile)(process.execPath, args).catch((error) => error);
  expect(failure.code).toBe(4);
  expect(failure.stderr).toContain(`${port}`);
  holder.close();
});

test('bad usage ends it with 2', async () => {
  const failure = await promisify(execFile)(process.execPath, [
    'out/cli/hubbub.js',
    'serve',
    '--listen',
    'nowhere',
    '--data',
    dataDir,
  ]).catch((error) => error);
  expect(failure.code).toBe(2);
  expect(failure.stderr).toContain('nowhere');
});
