import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { attach } from '../engine.test-support';

let folder = '';
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-demo-'));
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  engine = await createEngine({ dataDir: folder, workerDir: resolve('out/engine'), version: '0.0.0', listen });
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

test('the demo is real traffic of its own app, stages what people ask about, and can be stopped and removed', async () => {
  const call = attach(engine);
  expect(await call('demo.state', undefined)).toEqual({ isRunning: false, isThere: false });
  expect(await call('demo.start', undefined)).toEqual({ isRunning: true, isThere: true });
  const seen = async (filter: string) => {
    const { viewId, first, length } = await call('view.open', { filter });
    const { rows } = await call('view.rows', { viewId, from: first, count: Math.max(1, length) });
    await call('view.close', { viewId });
    return rows;
  };
  const count = async (filter: string) => (await seen(filter)).length;
  await expect.poll(() => count('event:StockLevelChanged kind:deliver'), { timeout: 10_000 }).toBeGreaterThan(0);
  // Job 12: a key that is `undefined`. Job 5: a private channel refused. Job 21: larger than may be.
  expect((await seen('kind:refused')).map(({ summary }) => summary).join('\n')).toMatch(/undefined/);
  expect(await count('kind:refused channel:private-chat.1')).toBe(1);
  expect(await count('kind:refused event:report.ready')).toBe(1);
  // Job 2: two names that want another `listen`. Job 7: the sender is left out.
  expect(await count('kind:publish event:order.shipped')).toBe(1);
  const [noted] = await seen('kind:publish event:order.noted');
  const receipt = await call('entry.receipt', { seq: noted?.seq ?? 0 });
  expect(receipt).toMatchObject({ channels: [{ matched: 2, excluded: 1 }] });
  expect((await call('hub.connections', undefined)).map(({ app }) => app)).toEqual(['demo', 'demo', 'demo']);
  expect(await call('demo.stop', undefined)).toEqual({ isRunning: false, isThere: true });
  await expect.poll(async () => (await call('hub.connections', undefined)).length).toBe(0);
  expect(await call('demo.remove', undefined)).toEqual({ isRunning: false, isThere: false });
});
