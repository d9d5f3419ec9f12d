import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { captureFile } from '../store/capture-file';
import { openDatabase } from '../store/driver';
import { openStore, temporaryFolder } from '../store/store.test-support';
import { openSecondDatabase } from './database.test-support';
import { databaseFile } from './database-file';

const asides = (dataDir: string) => readdirSync(dataDir).filter((name) => /^hubbub-(damaged|newer)-.*\.db$/.test(name));

test('what is written is there when it is opened again', async () => {
  const dataDir = join(temporaryFolder(), 'made');
  const before = await openSecondDatabase(dataDir);
  expect(await before.call('document.read', { name: 'layout' })).toEqual({ json: null });
  await before.call('document.write', { name: 'layout', json: '{"名":"实时"}' });
  await before.close();
  await expect(before.call('document.read', { name: 'layout' })).rejects.toMatchObject({ code: 'closed' });
  const after = await openSecondDatabase(dataDir);
  expect(after.problems).toEqual([]);
  expect(await after.call('document.read', { name: 'layout' })).toEqual({ json: '{"名":"实时"}' });
  expect(statSync(join(dataDir, databaseFile)).size).toBeGreaterThan(0);
});

test('what was written survives an engine that is killed', async () => {
  const dataDir = temporaryFolder();
  const copyDir = temporaryFolder();
  const running = await openSecondDatabase(dataDir);
  await running.call('document.write', { name: 'labels', json: '[1]' });
  // What a killed process leaves behind is what its files hold now.
  for (const name of readdirSync(dataDir)) copyFileSync(join(dataDir, name), join(copyDir, name));
  const after = await openSecondDatabase(copyDir);
  expect(after.problems).toEqual([]);
  expect(await after.call('document.read', { name: 'labels' })).toEqual({ json: '[1]' });
});

test('a file that is no database, or another one of ours, is set aside and told', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, databaseFile), Buffer.alloc(50_000, 'no database '));
  const opened = await openSecondDatabase(dataDir);
  expect(opened.problems).toMatchObject([{ code: 'store-damaged' }]);
  const [aside = ''] = asides(dataDir);
  expect(opened.problems[0]?.hint).toContain(aside);
  expect(statSync(join(dataDir, aside)).size).toBe(50_000);
  await opened.call('document.write', { name: 'layout', json: '1' });
  expect(await opened.call('document.read', { name: 'layout' })).toEqual({ json: '1' });

  const captureDir = temporaryFolder();
  await (await openStore({ dataDir: captureDir })).close();
  copyFileSync(join(captureDir, captureFile), join(captureDir, databaseFile));
  expect((await openSecondDatabase(captureDir)).problems).toMatchObject([{ code: 'store-damaged' }]);
  expect(asides(captureDir)).toHaveLength(1);
});

test('the file of a newer version is set aside as it is', async () => {
  const dataDir = temporaryFolder();
  await (await openSecondDatabase(dataDir)).close();
  const file = openDatabase(join(dataDir, databaseFile), { readOnly: false });
  file.exec('PRAGMA user_version = 9000');
  file.close();
  const opened = await openSecondDatabase(dataDir);
  expect(opened.problems[0]?.message).toContain('newer version');
  const [aside = ''] = asides(dataDir);
  const kept = openDatabase(join(dataDir, aside), { readOnly: true });
  expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: 9000 });
  kept.close();
});

test('damage met at the start or in the middle of the work loses the file, not the call', async () => {
  const dataDir = temporaryFolder();
  const path = join(dataDir, databaseFile);
  const before = await openSecondDatabase(dataDir);
  await before.call('document.write', { name: 'layout', json: JSON.stringify('x'.repeat(100_000)) });
  await before.close();
  const whole = readFileSync(path);
  const damaged = Buffer.from(whole);
  damaged.fill(0xa5, 4_096, 8_192);
  writeFileSync(path, damaged);
  expect((await openSecondDatabase(dataDir)).problems).toMatchObject([{ code: 'store-damaged' }]);

  const laterDir = temporaryFolder();
  writeFileSync(join(laterDir, databaseFile), whole);
  const later = await openSecondDatabase(laterDir);
  const told = new Promise((resolve) => later.onProblem(resolve));
  damaged.fill(0xa5, 4_096);
  writeFileSync(join(laterDir, databaseFile), damaged);
  expect(await later.call('document.read', { name: 'layout' })).toEqual({ json: null });
  expect(await told).toMatchObject({ code: 'store-damaged' });
  await later.call('document.write', { name: 'layout', json: '2' });
  expect(await later.call('document.read', { name: 'layout' })).toEqual({ json: '2' });
});

test('a file that cannot be opened yet is a Problem, and is opened by the call that finds it can', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, databaseFile));
  const opened = await openSecondDatabase(dataDir);
  expect(opened.problems).toMatchObject([{ code: 'store-failed' }]);
  await expect(opened.call('document.read', { name: 'layout' })).rejects.toMatchObject({ code: 'store-failed' });
  rmdirSync(join(dataDir, databaseFile));
  expect(await opened.call('document.read', { name: 'layout' })).toEqual({ json: null });
});

test('text that is no JSON is refused', async () => {
  const opened = await openSecondDatabase(temporaryFolder());
  const writing = opened.call('document.write', { name: 'layout', json: '{' });
  await expect(writing).rejects.toMatchObject({ code: 'bad-input' });
  expect(await opened.call('document.read', { name: 'layout' })).toEqual({ json: null });
});
