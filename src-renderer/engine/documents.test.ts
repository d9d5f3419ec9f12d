import { expect, test } from 'vitest';
import { engineGone } from '../../src-main/contract/call-client';
import { createEngine, type Engine } from '../../src-main/engine/engine';
import { createPortPair } from '../../src-main/engine/port/port-pair';
import { closeAfterTest, temporaryFolder, workerDir } from '../../src-main/engine/store/store.test-support';
import { PageDocuments } from './documents';
import { EngineClient } from './engine-client';

const start = async (dataDir: string) =>
  closeAfterTest(await createEngine({ dataDir, workerDir, version: '0.0.0', listen: [] }));

/** `current` is the engine there is, null while there is none. */
function openPage(current: () => Engine | null): PageDocuments {
  const client = new EngineClient({
    async openPort() {
      const [near, far] = createPortPair();
      const engine = current();
      if (engine === null) throw engineGone();
      engine.attach(far);
      return near;
    },
  });
  const documents = new PageDocuments(client);
  client.connect();
  return documents;
}

test('a page sees what it writes at once, another page soon after, and the last of many writes is kept', async () => {
  const engine = await start(temporaryFolder());
  const left = openPage(() => engine);
  const right = openPage(() => engine);
  let told = 0;
  right.onChange('layout', () => {
    told += 1;
  });
  await expect.poll(() => right.json('layout')).toBe(null);
  for (let at = 0; at <= 50; at += 1) left.write('layout', String(at));
  expect(left.json('layout')).toBe('50');
  await expect.poll(() => right.json('layout')).toBe('50');
  expect(told).toBeGreaterThan(0);
  right.write('layout', '"right"');
  await expect.poll(() => left.json('layout')).toBe('"right"');
});

test('what is written while there is no engine goes to the next one', async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  let engine: Engine | null = first;
  const page = openPage(() => engine);
  page.write('labels', '1');
  await expect.poll(() => page.json('labels')).toBe('1');
  engine = null;
  await first.close();
  page.write('labels', '2');
  engine = await start(dataDir);
  const other = openPage(() => engine);
  await expect.poll(() => other.json('labels')).toBe('2');
  expect(page.json('labels')).toBe('2');
});
