import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Problem } from '../src-main/contract/problem';
import { attachTo } from './support/attach';
import { appServer, publish, subscribe } from './support/clients';
import { engineOf, killEngine } from './support/engine-of';
import { hubbub } from './support/hubbub';
import { serve } from './support/served-engine';
import { serveOnSmallDisk } from './support/small-disk';

interface Exported {
  readonly seq: number;
  readonly kind: string;
  readonly event: string;
  readonly body: string;
  readonly summary: string;
  readonly detail: { readonly count: number | null; readonly fromMs: number; readonly toMs: number };
}

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-survival-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

async function exported(dataDir: string, ...filter: readonly string[]): Promise<Exported[]> {
  const { code, stdout, stderr } = await hubbub('export', ...filter, '--data', dataDir);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Publishes numbers without a pause until told to stop; remembers which were taken, and when that was known. */
function numbering(hub: URL) {
  const server = appServer(hub);
  const taken = new Map<number, number>();
  let next = 1;
  let isOver = false;
  const loop = async () => {
    while (!isOver) {
      const n = next;
      next += 1;
      const status = await server.trigger('orders', 'Numbered', { n }).then(
        (answer) => answer.status,
        () => new Promise((resolve) => setTimeout(resolve, 10)),
      );
      if (status === 200) taken.set(n, Date.now());
    }
  };
  const loops = [loop(), loop(), loop(), loop()];
  return {
    taken,
    async stop() {
      isOver = true;
      await Promise.all(loops);
    },
  };
}

test('an engine that is killed loses at most the last 250 ms, and says so with one Gap', async () => {
  const engine = await serve(folder);
  const { taken, stop } = numbering(engine.hub);
  const deaths: number[] = [];
  for (let life = 1; life <= 3; life += 1) {
    const before = taken.size;
    await expect.poll(() => taken.size).toBeGreaterThan(before + 300);
    const { killedAtMs } = await killEngine(folder);
    deaths.push(killedAtMs);
  }
  const before = taken.size;
  await expect.poll(() => taken.size).toBeGreaterThan(before + 100);
  await stop();
  await expect.poll(async () => (await exported(folder, 'kind:gap')).length).toBe(deaths.length);
  expect(await engine.stop()).toBe(0);

  const kept = new Set((await exported(folder, 'kind:publish')).map(({ body }) => JSON.parse(JSON.parse(body).data).n));
  const lost = [...taken].filter(([n]) => !kept.has(n));
  const early = lost.filter(([, atMs]) => !deaths.some((death) => atMs >= death - 250 && atMs <= death + 50));
  expect(early).toEqual([]);
  expect(kept.size).toBeGreaterThan(1_000);
  const gaps = await exported(folder, 'kind:gap');
  expect(gaps.map(({ detail }) => detail.count)).toEqual(deaths.map(() => null));
  gaps.forEach(({ detail, summary }, at) => {
    const death = deaths[at] ?? 0;
    expect(summary).toMatch(/^Number unknown\./);
    expect(detail.fromMs).toBeLessThanOrEqual(death + 50);
    expect(detail.toMs).toBeGreaterThan(death);
  });
});

test('a receipt is that of the moment, after the subscriber left, others came and the engine was killed', async () => {
  const engine = await serve(folder);
  const first = await subscribe(engine.hub, 'orders');
  const socketId = first.client.connection.socket_id;
  await publish(engine.hub, 'ForTheFirst');
  first.client.disconnect();
  const others = await Promise.all([subscribe(engine.hub, 'orders'), subscribe(engine.hub, 'orders')]);
  // All of it has to be on the disk before the engine dies, or it would be in the Gap.
  await expect.poll(async () => (await exported(folder, 'kind:subscribe')).length).toBe(3);
  await expect.poll(async () => (await exported(folder, 'kind:close')).length).toBe(1);
  const [published] = await exported(folder, 'kind:publish', 'event:ForTheFirst');
  await killEngine(folder);
  for (const { client } of others) client.disconnect();

  const engineNow = await attachTo(folder);
  const receipt = await engineNow.call('entry.receipt', { seq: published?.seq ?? 0 });
  expect(receipt?.channels).toMatchObject([
    { channel: 'orders', matched: 1, written: 1, recipients: [{ socketId, state: 'written' }] },
  ]);
  engineNow.close();
  await engine.stop();
});

test('a full disk is told, the hub goes on, and recording comes back with a Gap that counts', async () => {
  const disk = await serveOnSmallDisk(folder);
  const { hub } = disk.engine;
  const { client, subscription } = await subscribe(hub, 'orders');
  let received = 0;
  subscription.bind('WhileFull', () => {
    received += 1;
  });
  await publish(hub, 'Before');
  await expect.poll(async () => (await exported(disk.dataDir, 'event:Before')).length).toBe(2);
  const engine = await attachTo(disk.dataDir);
  const told: Problem[] = [];
  let standing: readonly Problem[] = [];
  engine.signals.on('engine.problem', (problem) => told.push(problem));
  engine.signals.on('engine.problems', (problems) => {
    standing = problems;
  });

  await disk.fill();
  const body = { text: 'x'.repeat(9_000) };
  await expect
    .poll(async () => {
      await appServer(hub).trigger('orders', 'WhileFull', body);
      return standing.map(({ code }) => code);
    })
    .toEqual(['store-full']);
  expect(told).toMatchObject([{ code: 'store-full', message: expect.stringContaining('disk is full') }]);
  expect(told[0]?.hint).toContain('space');
  expect((await engine.call('engine.describe', undefined)).problems).toMatchObject([{ code: 'store-full' }]);
  const before = received;
  for (let at = 0; at < 50; at += 1) await appServer(hub).trigger('orders', 'WhileFull', body);
  await expect.poll(() => received).toBe(before + 50);

  await disk.free();
  await expect.poll(() => standing).toEqual([]);
  await publish(hub, 'Afterwards');
  await expect.poll(async () => (await exported(disk.dataDir, 'event:Afterwards')).length).toBe(2);
  const gaps = await exported(disk.dataDir, 'kind:gap');
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.detail.count).toBeGreaterThanOrEqual(100);
  expect(gaps[0]?.summary).toContain('The disk is full.');
  engine.close();
  client.disconnect();
  expect(await disk.engine.stop()).toBe(0);
});

test('an engine that is killed on a full disk comes back with a working hub, and records when there is space', async () => {
  const disk = await serveOnSmallDisk(folder);
  const { hub } = disk.engine;
  await publish(hub, 'Before');
  await disk.fill();
  process.kill((await engineOf(disk.dataDir)).pid, 'SIGKILL');
  // Whatever the dead engine's lock file took is filled again before the next one wants it.
  await disk.fill();
  await publish(hub, 'WhileFull');
  const { client, subscription } = await subscribe(hub, 'orders');
  const received = new Promise((done) => subscription.bind('WhileFull', done));
  await publish(hub, 'WhileFull');
  await received;
  client.disconnect();

  await disk.free();
  await publish(hub, 'Afterwards');
  await expect
    .poll(async () => {
      await publish(hub, 'Afterwards');
      return hubbub('export', 'event:Afterwards', '--data', disk.dataDir).then(({ stdout }) => stdout !== '');
    })
    .toBe(true);
  expect(await disk.engine.stop()).toBe(0);
});

async function setAside(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^capture-damaged-.*\.sqlite$/.test(name));
}

test('a damaged capture is set aside at the start, and the Problem says where it is', async () => {
  await writeFile(join(folder, 'capture.sqlite'), Buffer.alloc(100_000, 'no database '));
  const engine = await serve(folder);
  const client = await attachTo(folder);
  const { problems } = await client.call('engine.describe', undefined);
  const [aside = 'none'] = await setAside();
  expect(problems).toMatchObject([{ code: 'store-damaged' }]);
  expect(problems[0]?.hint).toContain(aside);
  expect((await stat(join(folder, aside))).size).toBe(100_000);
  await publish(engine.hub, 'Afterwards');
  await expect.poll(async () => (await exported(folder, 'event:Afterwards')).length).toBe(1);
  client.close();
  await engine.stop();
});

test('a capture that is damaged while it is in use is set aside, and the hub never stops', async () => {
  const engine = await serve(folder);
  const { client, subscription } = await subscribe(engine.hub, 'orders');
  let received = 0;
  subscription.bind('Numbered', () => {
    received += 1;
  });
  const { taken, stop } = numbering(engine.hub);
  await expect.poll(() => taken.size).toBeGreaterThan(500);
  const { run } = await engineOf(folder);
  const asking = await attachTo(folder);
  const told = new Promise<Problem>((done) => asking.signals.on('engine.problem', done));
  for (const name of ['capture.sqlite', 'capture.sqlite-wal']) {
    const file = await open(join(folder, name), 'r+');
    const { size } = await file.stat();
    // The first page stays: a file that is no database at all is found at once, this is found by reading.
    if (size > 16_384) await file.write(Buffer.alloc(size - 16_384, 0xa5), 0, size - 16_384, 16_384);
    await file.close();
  }
  await asking.call('view.open', { filter: '"nothing like this"' }).catch(() => null);
  const problem = await told;
  expect(problem.code).toBe('store-damaged');
  await expect.poll(setAside).toHaveLength(1);
  expect(problem.hint).toContain((await setAside())[0]);

  await stop();
  await expect.poll(() => received).toBe(taken.size);
  await publish(engine.hub, 'Afterwards');
  await expect.poll(async () => (await exported(folder, 'event:Afterwards')).length).toBe(2);
  // It is the same engine: nothing was started again.
  expect((await engineOf(folder)).run).toBe(run);
  asking.close();
  client.disconnect();
  expect(await engine.stop()).toBe(0);
});
