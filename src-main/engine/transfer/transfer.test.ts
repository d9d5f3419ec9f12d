import { describe, expect, test } from 'vitest';
import type { EntryBody } from '../../contract/entry';
import { createRecorder } from '../capture/create-recorder';
import { openStore, systemClock } from '../store/store.test-support';
import { csv } from './csv';
import type { ExportFormat } from './export-format';
import { exportFormats } from './index';
import { json } from './json';
import { ndjson } from './ndjson';
import { readEntries } from './read-entries';

const nasty = '{"data":"a \\"quoted\\", comma\\nand 实时"}\r\nsecond line';

async function entries(bodies: readonly (string | Uint8Array)[]): Promise<EntryBody[]> {
  const store = await openStore();
  const recorder = createRecorder({ clock: systemClock, store });
  for (const body of bodies) {
    recorder.record({
      kind: 'publish',
      direction: 'up',
      protocol: 'pusher',
      app: '12345',
      channel: 'orders',
      event: 'Order"Shipped',
      matched: 2,
      detail: { socketId: '1.2', note: 'a,b' },
      body: Buffer.from(body as string),
    });
  }
  recorder.flush();
  await store.flushed();
  const { viewId } = await store.openView('', 0);
  const all: EntryBody[] = [];
  for await (const batch of readEntries(store, viewId, { found: 0, read: 0 })) all.push(...batch);
  return all;
}

async function written(format: ExportFormat, batches: readonly (readonly EntryBody[])[]): Promise<string> {
  async function* some() {
    yield* batches;
  }
  let text = '';
  for await (const part of format.write(some())) text += part;
  return text;
}

/** A reader of RFC 4180 that knows nothing of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  let at = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    at = pattern.lastIndex;
  }
  expect(at).toBe(text.length);
  return rows;
}

test('ndjson is one object a line, text as text and other bytes as base64', async () => {
  const found = await entries([nasty, new Uint8Array([0xff, 0x00, 0xfe]), '']);
  const lines = (await written(ndjson, [found.slice(0, 1), found.slice(1)])).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  const [text, bytes, empty] = lines.map((line) => JSON.parse(line));
  expect(text).toMatchObject({ seq: 1, kind: 'publish', action: null, channel: 'orders', matched: 2, body: nasty });
  expect(text).toMatchObject({ bodyBase64: null, detail: { socketId: '1.2' }, sizeBytes: Buffer.byteLength(nasty) });
  expect(new Date(text.at).toISOString()).toBe(text.at);
  expect(bytes).toMatchObject({ body: null, bodyBase64: '/wD+' });
  expect(empty).toMatchObject({ body: null, bodyBase64: null });
});

test('csv comes back as it was, whatever is in it', async () => {
  const found = await entries([nasty, 'plain']);
  const [names, first, second] = parseCsv(await written(csv, [found]));
  const cell = (row: string[] | undefined, name: string) => row?.[names?.indexOf(name) ?? -1];
  expect(cell(first, 'body')).toBe(nasty);
  expect(cell(first, 'event')).toBe('Order"Shipped');
  expect(JSON.parse(cell(first, 'detail') ?? '')).toEqual({ socketId: '1.2', note: 'a,b' });
  expect(cell(second, 'body')).toBe('plain');
  expect(cell(second, 'excluded')).toBe('');
  expect(second).toHaveLength(names?.length ?? 0);
});

test('json is one array, also of nothing', async () => {
  const found = await entries([nasty, 'plain']);
  const array = JSON.parse(await written(json, [found.slice(0, 1), [], found.slice(1)]));
  expect(array.map(({ body }: { body: string }) => body)).toEqual([nasty, 'plain']);
  expect(JSON.parse(await written(json, []))).toEqual([]);
});

test('formats have names of their own', () => {
  expect(new Set(exportFormats.map(({ id }) => id)).size).toBe(exportFormats.length);
});

describe('reading', () => {
  test('goes through more than one answer holds, in order, and leaves out what comes later', async () => {
    const store = await openStore();
    const recorder = createRecorder({ clock: systemClock, store });
    const record = () => recorder.record({ kind: 'note', protocol: '', body: Buffer.from('x') });
    for (let index = 0; index < 2_500; index += 1) record();
    recorder.flush();
    await store.flushed();
    const { viewId } = await store.openView('', 0);
    const totals = { found: 0, read: 0 };
    const seqs: number[] = [];
    for await (const batch of readEntries(store, viewId, totals)) {
      seqs.push(...batch.map(({ row }) => row.seq));
      record();
      recorder.flush();
      await store.flushed();
    }
    expect(seqs).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
    expect(totals).toEqual({ found: 2_500, read: 2_500 });
  });

  test('goes on with what is kept when retention takes the oldest away, and counts them', async () => {
    const store = await openStore({ retention: { entries: 2_000 } });
    const recorder = createRecorder({ clock: systemClock, store });
    const record = (count: number) => {
      for (let index = 0; index < count; index += 1) recorder.record({ kind: 'note', protocol: '' });
      recorder.flush();
      return store.flushed();
    };
    await record(2_000);
    const { viewId } = await store.openView('', 0);
    const totals = { found: 0, read: 0 };
    const seqs: number[] = [];
    for await (const batch of readEntries(store, viewId, totals)) {
      seqs.push(...batch.map(({ row }) => row.seq));
      // After the first answer all but the newest 500 of those found go.
      if (seqs.length === 1_000) await record(1_500);
    }
    expect(totals.found).toBe(2_000);
    expect(totals.read).toBe(seqs.length);
    expect(seqs.slice(0, 1_000)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    expect(seqs.at(-1)).toBe(2_000);
    expect(totals.read).toBeLessThan(2_000);
    expect(totals.read).toBeGreaterThanOrEqual(1_500);
  });
});
