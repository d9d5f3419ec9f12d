import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../contract/problem';
import { createRecorder } from '../capture/create-recorder';
import { createStore } from './create-store';
import { openStore, systemClock, temporaryFolder, workerDir } from './store.test-support';

describe('a store', () => {
  test('shows what was recorded, by position and with its bytes', async () => {
    const store = await openStore();
    const recorder = createRecorder({ clock: systemClock, store });
    const body = Buffer.from('{"event":"order.shipped","data":"{}","channel":"orders"}');
    const first = recorder.record({
      kind: 'publish',
      source: '',
      protocol: 'pusher',
      app: '12345',
      channel: 'orders',
      event: 'order.shipped',
      body,
    });
    const second = recorder.record({
      kind: 'deliver',
      protocol: 'pusher',
      app: '12345',
      channel: 'orders',
      event: 'order.shipped',
      cause: first,
      matched: 3,
      direction: 'down',
      body,
      detail: { a: 1 },
    });
    recorder.flush();
    await store.flushed();
    const view = await store.openView('', 0);
    expect(view).toMatchObject({ length: 2, complete: true, total: 2, problems: [] });
    const window = await store.rows(view.viewId, view.first, 200);
    expect(window.rows.map((row) => row.seq)).toEqual([first, second]);
    expect(window.rows[1]).toMatchObject({
      kind: 'deliver',
      action: 'none',
      direction: 'down',
      protocol: 'pusher',
      app: '12345',
      channel: 'orders',
      event: 'order.shipped',
      cause: first,
      matched: 3,
      excluded: null,
      code: null,
      connection: null,
      client: '',
      sizeBytes: body.length,
    });
    const entry = await store.body(second);
    expect(entry?.detail).toEqual({ a: 1 });
    expect(entry?.isText).toBe(true);
    expect(Buffer.from(entry?.rawBase64 ?? '', 'base64')).toEqual(body);
    expect(await store.body(99)).toBeNull();
  });

  test('numbers on after it was closed and opened again', async () => {
    const dataDir = temporaryFolder();
    const before = await openStore({ dataDir });
    const recorder = createRecorder({ clock: systemClock, store: before });
    recorder.record({ kind: 'note', protocol: '', summary: 'first' });
    const last = recorder.record({ kind: 'note', protocol: '', summary: 'second' });
    recorder.close();
    await before.close();
    const after = await openStore({ dataDir });
    expect(after.opened).toMatchObject({ lastSeq: last, crashed: false, problems: [] });
    expect(createRecorder({ clock: systemClock, store: after }).record({ kind: 'note', protocol: '' })).toBe(last + 1);
  });

  test('whose reader does not start says so, and records all the same', async () => {
    const workers = temporaryFolder();
    symlinkSync(join(workerDir, 'writer-worker.js'), join(workers, 'writer-worker.js'));
    writeFileSync(join(workers, 'reader-worker.js'), "throw new Error('no reader');");
    const dataDir = temporaryFolder();
    const store = await createStore({ dataDir, workerDir: workers, clock: systemClock });
    const told = new Promise<Problem>((resolve) => store.onProblem(resolve));
    const recorder = createRecorder({ clock: systemClock, store });
    const seq = recorder.record({ kind: 'note', protocol: 'pusher', summary: 'nobody reads this yet' });
    recorder.close();
    expect(await told).toEqual({ code: 'store-failed', message: 'The reader of the capture ended.', hint: '' });
    await store.close();
    const after = await openStore({ dataDir });
    expect(after.opened).toMatchObject({ lastSeq: seq, crashed: false });
  });
});
