import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRecorder } from '../capture/create-recorder';
import { captureFile } from './capture-file';
import { openReadOnly } from './open-read-only';
import { closeAfterTest, openStore, systemClock, temporaryFolder, workerDir } from './store.test-support';

const clock = systemClock;

test('a capture can be read with no engine running, and is left as it is', async () => {
  const dataDir = temporaryFolder();
  const store = await openStore({ dataDir });
  const recorder = createRecorder({ clock, store });
  for (let index = 0; index < 500; index += 1) {
    recorder.record({ kind: 'note', protocol: '', body: Buffer.from(`entry ${index}`) });
  }
  recorder.close();
  await store.close();
  const before = readFileSync(join(dataDir, captureFile));

  const capture = closeAfterTest(await openReadOnly({ dataDir, workerDir, clock }));
  const view = await capture.openView('"entry 49"', 0);
  const { entries } = await capture.bodies(view.viewId, view.first, 1_000);
  expect(entries).toHaveLength(11);
  expect(Buffer.from(entries[0]?.rawBase64 ?? '', 'base64').toString()).toBe('entry 49');
  await capture.close();
  expect(readFileSync(join(dataDir, captureFile)).equals(before)).toBe(true);
});

test('a capture that is not there, or is none, is a Problem', async () => {
  const dataDir = temporaryFolder();
  await expect(openReadOnly({ dataDir, workerDir, clock })).rejects.toMatchObject({ code: 'not-found' });
  writeFileSync(join(dataDir, captureFile), Buffer.alloc(40_000, 'x'));
  await expect(openReadOnly({ dataDir, workerDir, clock })).rejects.toMatchObject({ code: 'store-damaged' });
});
