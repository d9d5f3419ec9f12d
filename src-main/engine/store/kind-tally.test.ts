import { expect, test } from 'vitest';
import type { EntryKind } from '../../contract/entry';
import { createRecorder } from '../capture/create-recorder';
import { openStore, systemClock, temporaryFolder } from './store.test-support';

async function openCapture(dataDir = temporaryFolder()) {
  const store = await openStore({ dataDir });
  const recorder = createRecorder({ clock: systemClock, store });
  const record = (kind: EntryKind) => recorder.record({ kind, protocol: 'pusher', app: 'a' });
  const written = async () => {
    recorder.flush();
    await store.flushed();
  };
  const complete = async (after = 0) => {
    await expect.poll(async () => (await store.countKinds(after)).complete).toBe(true);
    return store.countKinds(after);
  };
  return { store, record, written, complete };
}

test('counts what is there, what comes, and what came after a seq', async () => {
  const { store, record, written, complete } = await openCapture();
  expect(await store.countKinds(0)).toEqual({ refused: 0, error: 0, ping: 0, complete: true });
  for (const kind of ['ping', 'refused', 'deliver', 'ping'] as const) record(kind);
  const cleared = record('refused');
  await written();
  expect(await complete()).toMatchObject({ refused: 2, error: 0, ping: 2 });
  for (const kind of ['error', 'ping', 'refused'] as const) record(kind);
  await written();
  expect(await complete()).toMatchObject({ refused: 3, error: 1, ping: 3 });
  expect(await complete(cleared)).toMatchObject({ refused: 1, error: 1, ping: 1 });
});

test('counts what was recorded before anybody asked, over many slices', async () => {
  const dataDir = temporaryFolder();
  const before = await openCapture(dataDir);
  for (let count = 0; count < 100_000; count += 1) before.record(count % 10 === 0 ? 'ping' : 'deliver');
  await before.written();
  await before.store.close();
  const { record, written, complete } = await openCapture(dataDir);
  record('ping');
  await written();
  expect(await complete()).toMatchObject({ ping: 10_001, refused: 0 });
});
