import { describe, expect, test } from 'vitest';
import type { CaptureRecorder } from '../capture/create-recorder';
import { createRecorder } from '../capture/create-recorder';
import type { Clock } from '../clock';
import type { Store } from './store';
import { openStore, systemClock } from './store.test-support';
import type { Retention } from './worker-messages';

let store: Store;
let recorder: CaptureRecorder;

async function start(retention: Partial<Retention>, clock: Clock = systemClock): Promise<void> {
  store = await openStore({ clock, retention });
  recorder = createRecorder({ clock, store });
}

async function recordMany(count: number, bodyBytes = 20): Promise<number> {
  let last = 0;
  for (let index = 0; index < count; index += 1) {
    last = recorder.record({
      kind: 'deliver',
      protocol: 'p',
      channel: `c.${index}`,
      body: Buffer.alloc(bodyBytes, 'a'),
    });
  }
  recorder.flush();
  await store.flushed();
  return last;
}

/** Retention goes a few slices at a time: small writes give it its turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    await recordMany(1);
  }
}

describe('retention', () => {
  test('keeps the newest entries, and positions as they were', async () => {
    await start({ entries: 2_000 });
    await recordMany(2_500);
    const whole = await store.openView('', 0);
    const even = await store.openView('channel:*0', 0);
    const position = whole.first + whole.length - 1;
    const evenPosition = even.first + even.length - 1;
    const newest = (await store.rows(whole.viewId, position, 1)).rows[0];
    const newestEven = (await store.rows(even.viewId, evenPosition, 1)).rows[0];
    const last = await recordMany(1_500);
    await settle();
    const after = await store.rows(whole.viewId, position, 1);
    expect(after.rows[0]).toEqual(newest);
    expect(after.state).toMatchObject({ length: 2_000, total: 2_000 });
    expect(after.state.first).toBeGreaterThan(whole.first);
    const evenAfter = await store.rows(even.viewId, evenPosition, 1);
    expect(evenAfter.rows[0]).toEqual(newestEven);
    expect(evenAfter.state.first).toBeGreaterThan(even.first);
    const oldest = await store.rows(even.viewId, even.first - 5, 1_000);
    expect(oldest.from).toBe(oldest.state.first);
    expect(oldest.rows[0]?.seq).toBeGreaterThan(last - 2_000);
    expect(await store.body(1)).toBeNull();
  });

  test('counts bytes', async () => {
    await start({ bytes: 8_000_000 });
    await recordMany(300, 50_000);
    await settle();
    const { length, first } = await store.openView('', 0);
    expect(length).toBeGreaterThan(60);
    expect(length).toBeLessThan(200);
    expect(first).toBeGreaterThan(100);
  });

  test('counts age, and takes nothing young with what is old', async () => {
    let agoMs = 3 * 86_400_000;
    const clock: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - agoMs };
    await start({ ms: 86_400_000 }, clock);
    await recordMany(30);
    expect((await store.openView('', 0)).length).toBe(30);
    agoMs = 0;
    await recordMany(5);
    expect((await store.openView('', 0)).length).toBe(5);
  });

  test('forgets connections and subscriptions only when they ended before the oldest entry', async () => {
    await start({ entries: 1_000 });
    const on = (connection: number) => ({ protocol: 'p', app: 'a', connection });
    for (const connection of [1, 2]) {
      recorder.record({
        ...on(connection),
        kind: 'connection',
        action: 'open',
        detail: { socketId: `${connection}.0` },
      });
      recorder.record({ ...on(connection), kind: 'subscribe', action: 'subscribe', channel: 'c' });
    }
    recorder.record({ ...on(2), kind: 'connection', action: 'close', detail: { lastWrittenSeq: 4, unsentBytes: 0 } });
    const last = await recordMany(70_000);
    await settle();
    const [now] = await store.subscriptionsAt('a', ['c'], last);
    expect(now?.connections).toMatchObject([{ id: 1, socketId: '1.0', closedSeq: null }]);
    const [then] = await store.subscriptionsAt('a', ['c'], 5);
    expect(then?.connections.map(({ id }) => id)).toEqual([1]);
  });
});
