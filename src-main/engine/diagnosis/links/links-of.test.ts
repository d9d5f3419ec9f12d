import { beforeEach, expect, test } from 'vitest';
import { createRecorder } from '../../capture/create-recorder';
import type { Store } from '../../store/store';
import { openStore, systemClock } from '../../store/store.test-support';
import { linksOf } from './links-of';
import { codecOf, places, type SeenMessage } from './message-seen.test-support';

let store: Store;
let nowMs: number;
let record: (place: string, message: SeenMessage, more?: object) => number;
let written: () => Promise<void>;

beforeEach(async () => {
  store = await openStore();
  nowMs = Math.floor(systemClock.nowMs()) - 600_000;
  const recorder = createRecorder({ clock: { ...systemClock, nowMs: () => nowMs }, store });
  record = (place, message, more = {}) =>
    recorder.record({ ...(places[place]?.(message) ?? { kind: 'note', protocol: '' }), ...more });
  written = async () => {
    recorder.flush();
    await store.flushed();
  };
});

const message: SeenMessage = {
  event: 'App\\Events\\OrderShipped',
  channel: 'private-user.1',
  data: { id: 7 },
  socket: '1.2',
};

test('the way of a broadcast through log, Redis, hub and a page is read from the capture', async () => {
  const log = record('log', message);
  nowMs += 4;
  const redis = record('redis', message);
  nowMs += 3;
  const hub = record('hub', message);
  const delivery = record('page', message, { source: '', cause: hub });
  nowMs += 5;
  const page = record('page', message);
  record('redis', { ...message, data: { id: 8 } });
  await written();
  const found = await linksOf(redis, store, codecOf);
  expect(found?.links.map(({ row, gapMs, by, certainty }) => [row.seq, gapMs, by, certainty])).toEqual([
    [log, -4, 'socket', 'likely'],
    [hub, 3, 'socket', 'likely'],
    [delivery, 3, 'body', 'likely'],
    [page, 8, 'body', 'likely'],
  ]);
  expect((await linksOf(hub, store, codecOf))?.links.find(({ row }) => row.seq === delivery)).toMatchObject({
    by: 'cause',
    certainty: 'certain',
  });
});

test('an entry that is no message has its causes, and one that is gone nothing', async () => {
  const first = record('none', message);
  const second = record('none', message, { cause: first });
  await written();
  expect((await linksOf(second, store, codecOf))?.links).toMatchObject([{ row: { seq: first }, by: 'cause' }]);
  expect(await linksOf(99, store, codecOf)).toBeNull();
});

test('with many alike nearby it says so, instead of looking through all of them', async () => {
  for (let count = 0; count < 500; count += 1) {
    nowMs += 1;
    record('log', message);
    record('redis', message);
  }
  await written();
  expect(await linksOf(500, store, codecOf)).toMatchObject({ links: [], unclear: 1 });
});
