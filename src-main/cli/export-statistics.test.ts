import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openSecondDatabase } from '../engine/database/database.test-support';
import { databaseFile } from '../engine/database/database-file';
import { openDatabase } from '../engine/store/driver';
import { temporaryFolder } from '../engine/store/store.test-support';

interface Ended {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: string[]): Promise<Ended> =>
  promisify(execFile)(process.execPath, ['out/cli/hubbub.js', 'export', '--statistics', ...args]).catch(
    (error) => error,
  );

const rowOf = (app_id: string, at: number) => ({
  app_id,
  peak_connection_count: 3,
  websocket_message_count: 8,
  api_message_count: at,
  created_at: '2026-11-23 06:44:25',
  updated_at: '2026-11-23 06:44:25',
});

test('any number of rows, as CSV and as SQL that another database takes', async () => {
  const dataDir = temporaryFolder();
  const database = await openSecondDatabase(dataDir);
  const entries = Array.from({ length: 2_500 }, (_, at) => rowOf(at % 2 === 0 ? '12345' : `it's, "2"`, at));
  await database.call('entry.add', { entries, keepFrom: '2000-01-01 00:00:00' });
  await database.close();
  const csv = await run('--data', dataDir);
  expect(csv.stderr).toBe('');
  const lines = csv.stdout.trimEnd().split('\r\n');
  expect(lines.length).toBe(2_501);
  expect(lines.slice(0, 3)).toEqual([
    'id,app_id,peak_connection_count,websocket_message_count,api_message_count,created_at,updated_at',
    '1,12345,3,8,0,2026-11-23 06:44:25,2026-11-23 06:44:25',
    `2,"it's, ""2""",3,8,1,2026-11-23 06:44:25,2026-11-23 06:44:25`,
  ]);
  expect((await run('--data', dataDir, '--app-id', '12345')).stdout.trimEnd().split('\r\n')).toHaveLength(1_251);

  const file = join(dataDir, 'statistics.sql');
  expect((await run('--data', dataDir, '--format', 'sql', '--output', file)).stdout).toBe('');
  const other = openDatabase(join(dataDir, 'other.db'), { readOnly: false });
  other.exec(readFileSync(file, 'utf8'));
  const rows = other.prepare('SELECT * FROM websockets_statistics_entries ORDER BY id').all();
  other.close();
  expect(rows).toHaveLength(2_500);
  expect(rows[1]).toEqual({ id: 2, ...rowOf(`it's, "2"`, 1) });
});

test('what an engine that was killed had written can be read', async () => {
  const dataDir = temporaryFolder();
  const copyDir = temporaryFolder();
  const database = await openSecondDatabase(dataDir);
  await database.call('entry.add', { entries: [rowOf('a', 1)], keepFrom: '2000' });
  for (const name of readdirSync(dataDir)) copyFileSync(join(dataDir, name), join(copyDir, name));
  expect((await run('--data', copyDir)).stdout.trimEnd().split('\r\n')).toHaveLength(2);
});

test('what cannot be done is said', async () => {
  const dataDir = temporaryFolder();
  expect(await run('--data', dataDir)).toMatchObject({ code: 1, stderr: expect.stringContaining('no statistics') });
  writeFileSync(join(dataDir, databaseFile), 'no database at all, but long enough to be taken for one'.repeat(100));
  expect(await run('--data', dataDir)).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read') });
  expect(await run('--data', dataDir, '--format', 'ndjson')).toMatchObject({ code: 2 });
  expect(await run('--data', dataDir, 'kind:publish')).toMatchObject({ code: 2 });
});
