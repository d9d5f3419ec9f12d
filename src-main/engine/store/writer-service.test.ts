import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { BatchBuilder } from '../capture/batch-builder';
import { NameTable } from '../capture/name-table';
import { captureFile } from './capture-file';
import type { Database } from './driver';
import { openCapture } from './open-capture';
import { temporaryFolder } from './store.test-support';
import type { FromWriter } from './worker-messages';
import { WriterService } from './writer-service';

const retention = { entries: 1e6, bytes: 1e9, ms: 1e12 };

test('a full disk is told once, counted, and made up for with a loss when there is space again', async () => {
  const { port1, port2 } = new MessageChannel();
  const { port1: readerPort } = new MessageChannel();
  let db: Database | undefined;
  let elapsedMs = 0;
  const service = new WriterService(
    port1,
    () => elapsedMs,
    (options) => {
      const file = openCapture(options);
      db = file.db;
      return file;
    },
  );
  const told: FromWriter[] = [];
  const until = (type: FromWriter['type']) =>
    new Promise<FromWriter>((resolve) => {
      port2.on('message', (message: FromWriter) => message.type === type && resolve(message));
    });
  port2.on('message', (message: FromWriter) => told.push(message));
  const path = join(temporaryFolder(), captureFile);
  service.take({ type: 'open', path, nowMs: 1, retention, readerPort, setAsideAfter: null, isSameRun: false });
  await until('opened');

  const builder = new BatchBuilder(new NameTable());
  let seq = 0;
  const write = async (count: number) => {
    const done = until('done');
    for (let index = 0; index < count; index += 1) {
      seq += 1;
      builder.add(seq, seq * 10, { kind: 'note', protocol: 'p', channel: 'c', body: Buffer.alloc(4_000, 'a') });
    }
    service.take({ type: 'batch', batch: builder.take() });
    await done;
  };
  await write(10);

  // As far as SQLite is concerned, this is a disk without space.
  const pages = Number(db?.prepare('PRAGMA page_count').get()?.page_count);
  db?.prepare(`PRAGMA max_page_count = ${pages}`).get();
  await write(100);
  await write(50);
  elapsedMs += 2_000;
  await write(7);
  expect(told.filter(({ type }) => type === 'problem')).toMatchObject([{ problem: { code: 'store-full' } }]);
  expect(told.some(({ type }) => type === 'loss')).toBe(false);

  db?.prepare('PRAGMA max_page_count = 100000').get();
  // Nothing more is recorded: the tick finds out.
  const loss = until('loss');
  elapsedMs += 2_000;
  service.take({ type: 'tick', nowMs: 5_000 });
  expect(await loss).toMatchObject({ loss: { count: 157, fromMs: 110, toMs: 1_670, reason: 'The disk is full.' } });
  await write(1);
  expect(db?.prepare('SELECT count(*) AS count FROM entry WHERE channel <> 0').get()).toMatchObject({ count: 11 });
  expect(db?.prepare('SELECT from_seq, to_seq FROM hole').all()).toMatchObject([{ from_seq: 11, to_seq: 167 }]);
  const closed = new Promise((resolve) => port2.on('close', resolve));
  service.take({ type: 'close' });
  await closed;
});

test('a capture that opens late has the names that came before', async () => {
  const { port1, port2 } = new MessageChannel();
  const { port1: readerPort } = new MessageChannel();
  let db: Database | undefined;
  let elapsedMs = 0;
  let isDiskBack = false;
  const service = new WriterService(
    port1,
    () => elapsedMs,
    (options) => {
      if (!isDiskBack) {
        throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
      }
      const file = openCapture(options);
      db = file.db;
      return file;
    },
  );
  const next = (type: FromWriter['type']) =>
    new Promise<FromWriter>((resolve) => {
      port2.on('message', (message: FromWriter) => message.type === type && resolve(message));
    });
  const path = join(temporaryFolder(), captureFile);
  const opened = next('opened');
  service.take({ type: 'open', path, nowMs: 1, retention, readerPort, setAsideAfter: null, isSameRun: false });
  expect(await opened).toMatchObject({ opened: { lastSeq: 0, problems: [{ code: 'store-failed' }] } });

  const builder = new BatchBuilder(new NameTable());
  const write = async (seq: number) => {
    builder.add(seq, seq, { kind: 'note', protocol: 'p', channel: 'orders' });
    const done = next('done');
    service.take({ type: 'batch', batch: builder.take() });
    await done;
  };
  await write(1);
  isDiskBack = true;
  elapsedMs += 2_000;
  const loss = next('loss');
  service.take({ type: 'tick', nowMs: 5_000 });
  expect(await loss).toMatchObject({ loss: { count: 1 } });
  await write(2);
  expect(db?.prepare('SELECT seq, text FROM entry JOIN name ON id = channel').all()).toMatchObject([
    { seq: 2, text: 'orders' },
  ]);
  const closed = new Promise((resolve) => port2.on('close', resolve));
  service.take({ type: 'close' });
  await closed;
});
