import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../contract/problem';
import { recordCrashGap } from '../capture/crash-gap';
import { createRecorder } from '../capture/create-recorder';
import { captureFile } from './capture-file';
import type { Store } from './store';
import { openStore, systemClock, temporaryFolder } from './store.test-support';

const clock = systemClock;

function recordMany(store: Store, count: number): number {
  const recorder = createRecorder({ clock, store });
  let last = 0;
  for (let index = 0; index < count; index += 1) {
    const body = Buffer.from(`{"event":"e","data":{"id":${index},"text":"${'x'.repeat(200)}"}}`);
    last = recorder.record({ kind: 'deliver', protocol: 'pusher', app: 'a', channel: `c.${index % 7}`, body });
  }
  recorder.close();
  return last;
}

async function allSeqs(store: Store, filter = ''): Promise<number[]> {
  const view = await store.openView(filter, 0);
  const { rows } = await store.rows(view.viewId, view.first, 1_000);
  return rows.map(({ seq }) => seq);
}

describe('a capture', () => {
  test('of an engine that died goes on with one Gap, and what was open ends there', async () => {
    const dataDir = temporaryFolder();
    const copyDir = temporaryFolder();
    const store = await openStore({ dataDir });
    const recorder = createRecorder({ clock, store });
    recorder.record({
      kind: 'connection',
      action: 'open',
      connection: 1,
      protocol: 'pusher',
      app: 'a',
      detail: { socketId: '1.1' },
    });
    recorder.record({
      kind: 'subscribe',
      action: 'subscribe',
      connection: 1,
      protocol: 'pusher',
      app: 'a',
      channel: 'c',
    });
    const last = recorder.record({ kind: 'deliver', protocol: 'pusher', app: 'a', channel: 'c' });
    recorder.flush();
    await store.flushed();
    // What a killed process leaves behind is what its files hold now.
    cpSync(dataDir, copyDir, { recursive: true });

    const after = await openStore({ dataDir: copyDir });
    expect(after.opened).toMatchObject({ lastSeq: last, lastConnection: 1, crashed: true, problems: [] });
    expect(after.opened.lastAtMs).toBeGreaterThan(0);
    const next = createRecorder({ clock, store: after });
    const gap = recordCrashGap({ clock, opened: after.opened, recorder: next });
    expect(gap).toBe(last + 1);
    next.close();
    await after.flushed();
    const row = (await after.body(last + 1))?.row;
    expect(row).toMatchObject({ kind: 'gap' });
    expect((await after.body(last + 1))?.detail).toMatchObject({ count: null, fromMs: after.opened.lastAtMs });
    const [then] = await after.subscriptionsAt('a', ['c'], last);
    const [now] = await after.subscriptionsAt('a', ['c'], last + 1);
    expect(then?.connections).toMatchObject([{ id: 1, socketId: '1.1', closedSeq: last + 1, lastWrittenSeq: null }]);
    expect(now?.connections).toEqual([]);
    await after.close();
    const again = await openStore({ dataDir: copyDir });
    expect(again.opened).toMatchObject({ lastSeq: last + 1, crashed: false });
    expect(recordCrashGap({ clock, opened: again.opened, recorder: next })).toBeNull();
  });

  test('that is no database is set aside, not deleted', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, captureFile), Buffer.alloc(50_000, 'no database '));
    const store = await openStore({ dataDir });
    expect(store.opened).toMatchObject({ lastSeq: 0, crashed: false, problems: [{ code: 'store-damaged' }] });
    const aside = readdirSync(dataDir).filter((name) => name.startsWith('capture-damaged-'));
    expect(aside).toHaveLength(1);
    expect(statSync(join(dataDir, aside[0] ?? '')).size).toBe(50_000);
    const last = recordMany(store, 10);
    await store.flushed();
    expect(await allSeqs(store)).toHaveLength(last);
  });

  test('that cannot be opened any more does not have its numbers used again', async () => {
    const dataDir = temporaryFolder();
    const before = await openStore({ dataDir });
    const last = recordMany(before, 100);
    await before.close();
    damagePages(join(dataDir, captureFile), (page) => page.includes('pusher'));
    const store = await openStore({ dataDir });
    expect(store.opened).toMatchObject({ lastSeq: last, problems: [{ code: 'store-damaged' }] });
    expect(recordMany(store, 1)).toBe(last + 1);
  });

  test('found damaged while it is read is set aside, and recording goes on with the numbers', async () => {
    const dataDir = temporaryFolder();
    const before = await openStore({ dataDir });
    const stored = recordMany(before, 20_000);
    await before.close();
    // Bodies in the middle: opening the file meets none of them.
    damagePages(join(dataDir, captureFile), (page) => page.includes('"event":"e","data":{"id":10000,'));

    const store = await openStore({ dataDir });
    expect(store.opened).toMatchObject({ lastSeq: stored, problems: [] });
    const recorder = createRecorder({ clock, store });
    const last = recorder.record({ kind: 'note', protocol: 'named before' });
    recorder.flush();
    await store.flushed();
    const whole = await store.openView('', 0);
    const told = new Promise<Problem>((resolve) => store.onProblem(resolve));
    await store.openView('nothing like this', 0).catch(() => {});
    expect(await told).toMatchObject({ code: 'store-damaged' });

    const next = recorder.record({ kind: 'note', protocol: 'named before', summary: 'still here' });
    recorder.close();
    await store.flushed();
    expect(next).toBe(last + 1);
    expect(await allSeqs(store)).toEqual([next]);
    expect((await store.body(next))?.row.protocol).toBe('named before');
    // The view that was open goes on above its old positions.
    const { state, rows } = await store.rows(whole.viewId, Number.MAX_SAFE_INTEGER, 1);
    expect(rows).toEqual([]);
    expect(state.length).toBe(1);
    expect(state.first).toBeGreaterThanOrEqual(whole.first + whole.length);
    expect(state.revision).toBeGreaterThan(whole.revision);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('capture-damaged-'))).not.toEqual([]);
  });
});

function damagePages(path: string, isHit: (page: Buffer) => boolean): void {
  const bytes = readFileSync(path);
  const pageBytes = 16_384;
  for (let at = 0; at < bytes.length; at += pageBytes) {
    const page = bytes.subarray(at, at + pageBytes);
    if (isHit(page)) {
      page.fill(0xa5);
    }
  }
  writeFileSync(path, bytes);
}
