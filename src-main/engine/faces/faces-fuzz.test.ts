import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeptApps } from '../apps/app-file';
import { originWarnings } from '../apps/origin-warnings';
import { createEngine, type Engine } from '../engine';
import { isAllowedOrigin } from '../hub/allowed-origin';
import { nightly } from '../nightly.test-support';
import { send } from '../protocols/pusher/signed-request.test-support';

let dataDir: string;
let engine: Engine;
let port: number;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-fuzz-'));
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen });
  port = Number(new URL(engine.listeners()[0]?.url ?? '').port);
});
afterAll(async () => {
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
});

const path = fc.constantFrom(
  '/laravel-websockets/auth',
  '/laravel-websockets/event',
  '/laravel-websockets/api/%zz/statistics',
  '/laravel-websockets/api/12345/statistics',
  '/laravel-websockets/nothing',
  '/metrics?json=1',
  '/metrics',
  '/usage',
  '/up',
  '/health',
);
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .record(
      {
        appId: fc.constantFrom('12345', '', '__proto__'),
        key: fc.constantFrom('your_app_key', 'x'),
        secret: fc.constantFrom('your_app_secret', '', 'x'),
        channel: fc.string(),
        event: fc.string(),
        data: fc.jsonValue(),
        socket_id: fc.constantFrom('1.2', 'x'),
        channel_name: fc.string(),
      },
      { requiredKeys: [] },
    )
    .map((fields) => JSON.stringify(fields)),
);

test('any request to a face: an answer every time, and never a mistake of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE'),
      path,
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'x'),
      body,
      async (method, target, type, text) => {
        const headers = { 'content-type': type, 'x-app-id': '12345' };
        const { status } = await send(port, method, target, method === 'HEAD' ? '' : text, headers);
        expect([200, 400, 401, 403, 404]).toContain(status);
      },
    ),
    { numRuns: nightly(300) },
  );
}, 60_000);

test('any file of apps: what it holds, or a Problem, and the file set aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hubbub-fuzz-apps-'));
  const app = fc.record({ id: fc.string(), key: fc.string(), secret: fc.option(fc.string()) }, { requiredKeys: [] });
  const file = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ apps: fc.array(app) }).map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(file, async (text) => {
      await writeFile(join(folder, 'apps.json'), text);
      const { kept, problem } = await readKeptApps(folder);
      expect(problem === null || kept.apps.length === 0).toBe(true);
      for (const { id, key } of kept.apps) expect(id === '' || key === '').toBe(false);
    }),
    { numRuns: nightly(100) },
  );
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('an origin is matched as its pattern says, however many stars it has', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
  fc.assert(
    fc.property(letters, pattern, (host, entry) => {
      const written = new RegExp(`^${entry.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
      fc.pre(host !== '');
      expect(isAllowedOrigin(`http://${host}`, [entry])).toBe(written.test(host));
    }),
    { numRuns: nightly(5_000) },
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), (origin, entry) => {
      expect(typeof isAllowedOrigin(origin, [entry])).toBe('boolean');
      expect(originWarnings([entry]).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: nightly(2_000) },
  );
  const startMs = performance.now();
  isAllowedOrigin(`http://${'a'.repeat(10_000)}b`, [`${'*a'.repeat(150)}c`]);
  expect(performance.now() - startMs).toBeLessThan(1_000);
});
