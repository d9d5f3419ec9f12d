import { expect, test } from 'vitest';
import { CallClient } from '../../contract/call-client';
import type { DocumentName } from '../../contract/documents';
import { limits } from '../../contract/limits';
import { createEngine, type Engine } from '../engine';
import { createPortPair } from '../port/port-pair';
import { closeAfterTest, temporaryFolder, workerDir } from '../store/store.test-support';

async function startEngine(dataDir = temporaryFolder()): Promise<Engine> {
  return closeAfterTest(await createEngine({ dataDir, workerDir, version: '0.0.0', listen: [] }));
}

function attach(engine: Engine) {
  const [near, far] = createPortPair();
  engine.attach(far);
  const client = new CallClient(near, () => {});
  const told: DocumentName[] = [];
  client.signals.on('document.changed', ({ name }) => told.push(name));
  return { client, told };
}

test('what one page writes another is told of and reads', async () => {
  const engine = await startEngine();
  const left = attach(engine);
  const right = attach(engine);
  expect(await left.client.call('document.read', { name: 'saved-filters' })).toMatchObject({ json: null });
  await left.client.call('document.write', { name: 'saved-filters', json: '["event:a"]' });
  await expect.poll(() => right.told).toEqual(['saved-filters']);
  expect(await right.client.call('document.read', { name: 'saved-filters' })).toMatchObject({ json: '["event:a"]' });
  expect(await right.client.call('document.read', { name: 'labels' })).toMatchObject({ json: null });
  await right.client.call('document.write', { name: 'saved-filters', json: '[]' });
  await expect.poll(() => left.told).toEqual(['saved-filters']);
  expect(right.told).toHaveLength(1);
});

test('documents outlive the engine', async () => {
  const dataDir = temporaryFolder();
  const first = await startEngine(dataDir);
  await attach(first).client.call('document.write', { name: 'labels', json: '{"a":"b"}' });
  await first.close();
  const { client } = attach(await startEngine(dataDir));
  expect(await client.call('document.read', { name: 'labels' })).toMatchObject({ json: '{"a":"b"}' });
});

test('a document is bounded in bytes, and its name is one of a list', async () => {
  const { client } = attach(await startEngine());
  const text = (bytes: number) => `"${'实'.repeat(Math.floor((bytes - 2) / 3))}${'a'.repeat((bytes - 2) % 3)}"`;
  const largest = text(limits.documentBytes);
  await client.call('document.write', { name: 'labels', json: largest });
  const tooLarge = client.call('document.write', { name: 'labels', json: text(limits.documentBytes + 1) });
  await expect(tooLarge).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('262,145') });
  expect(await client.call('document.read', { name: 'labels' })).toMatchObject({ json: largest });
  await expect(client.call('document.write', { name: 'labels', json: 'no' })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(client.call('document.read', { name: 'secrets' as never })).rejects.toMatchObject({ code: 'bad-input' });
});
