import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startDesk } from '../../clients/session-desk.test-support';
import { log } from '.';

const recorded = readFileSync(join(import.meta.dirname, 'recordings/laravel-8.83-log-driver.log'), 'utf8');

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'hubbub-log-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

async function follow(path: string, megabytes = 0) {
  const desk = await startDesk([log]);
  await desk.start({ name: 'Log', protocol: 'log', fields: { path, megabytes } });
  return desk;
}

const isOpen = ({ phase }: { phase: string }) => phase === 'connected';
const record = (id: number, event = 'made') =>
  `[2026-11-23 07:07:46] local.INFO: Broadcasting [${event}] on channels [orders, private-user.1] with payload:\n{\n    "id": ${id},\n    "socket": null\n}  \n`;

test('what Laravel 8.83 wrote is read as it was meant, and the advice is told', async () => {
  const path = join(folder(), 'laravel.log');
  writeFileSync(path, '[2026-11-23 07:00:00] local.ERROR: before\n');
  const { until, recorder } = await follow(path);
  await until('log', isOpen);
  appendFileSync(path, recorded);
  const { problem } = await until('log', ({ received }) => received === 3);
  expect(problem?.message).toBe('Your app is writing broadcasts to the log: no browser gets them.');
  expect(recorder.of('publish').map(({ channel, event, direction }) => [channel, event, direction])).toEqual([
    ['chat', 'message.sent', 'down'],
    ['private-user.1, presence-room.7', 'App\\Events\\NewPrivateMessage', 'down'],
    ['private-App.Models.User.1', 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated', 'down'],
  ]);
  const texts = recorder.of('publish').map(({ text }) => text);
  expect(texts.join('')).toBe(`${recorded.trimEnd()}  \n`);
  expect(recorder.of('publish')[0]?.summary).toBe(
    'username "artisan", message "实时 你好", timestamp "2026-11-23 07:07:46", socket null',
  );
  expect(readFileSync(path, 'utf8')).toContain('before\n[2026-11-23 07:07:46]');
});

test('a record that is written piece by piece is one, also across a character', async () => {
  const path = join(folder(), 'laravel.log');
  writeFileSync(path, '');
  const { until, recorder } = await follow(path);
  await until('log', isOpen);
  const bytes = Buffer.from(record(7).replace('"id": 7', '"text": "é } \\" {", "id": 7'));
  for (const [from, to] of [
    [0, 90],
    [90, 105],
    [105, bytes.indexOf(0xc3) + 1],
    [bytes.indexOf(0xc3) + 1, bytes.length],
  ] as const) {
    appendFileSync(path, bytes.subarray(from, to));
    await setTimeout(50);
  }
  await until('log', ({ received }) => received === 1);
  expect(recorder.of('publish')[0]?.text).toBe(bytes.toString());
});

test('a log that is renamed, and one of the next day, are followed without losing a record', async () => {
  const dir = folder();
  const path = join(dir, 'laravel.log');
  writeFileSync(path, record(0));
  const { until, recorder } = await follow(path);
  await until('log', isOpen);
  appendFileSync(path, record(1));
  renameSync(path, join(dir, 'laravel.log.1'));
  appendFileSync(join(dir, 'laravel.log.1'), record(2));
  writeFileSync(path, record(3));
  await until('log', ({ received }) => received === 3);
  await setTimeout(20);
  writeFileSync(join(dir, 'laravel-2026-11-24.log'), record(4));
  await until('log', ({ received }) => received === 4);
  expect(recorder.of('publish').map(({ text }) => /"id": (\d)/.exec(text)?.[1])).toEqual(['1', '2', '3', '4']);
});

test('a log that is cleared is read on from its new beginning', async () => {
  const path = join(folder(), 'laravel.log');
  writeFileSync(path, record(0));
  const { until, recorder } = await follow(path);
  await until('log', isOpen);
  appendFileSync(path, record(1));
  await until('log', ({ received }) => received === 1);
  truncateSync(path);
  const gap = await recorder.waitFor(({ kind }) => kind === 'gap');
  expect(gap.summary).toContain('Number unknown. The log was cleared');
  appendFileSync(path, record(2));
  await until('log', ({ received }) => received === 2);
  expect(recorder.of('publish')).toHaveLength(2);
});

test('a file that is followed again goes on where it was left, and one from before only with what is new', async () => {
  const dir = folder();
  const [path, daily] = [join(dir, 'laravel.log'), join(dir, 'laravel-2026-11-24.log')];
  writeFileSync(daily, record(90) + record(91));
  writeFileSync(path, record(0));
  const { until, recorder } = await follow(path);
  await until('log', isOpen);
  const write = async (file: string, id: number, count: number) => {
    // Which file was written to last is told by its time of change, which has to be another.
    await setTimeout(20);
    appendFileSync(file, record(id));
    await until('log', ({ received }) => received === count);
  };
  await write(path, 1, 1);
  await write(daily, 2, 2);
  await write(path, 3, 3);
  await write(daily, 4, 4);
  expect(recorder.of('publish').map(({ text }) => /"id": (\d+)/.exec(text)?.[1])).toEqual(['1', '2', '3', '4']);
});

test('a file that is not there is waited for, and then read from its first line', async () => {
  const dir = folder();
  const { until } = await follow(join(dir, 'laravel.log'));
  const { problem, phase } = await until('log', (state) => state.problem !== null);
  expect([phase, problem?.code]).toEqual(['connecting', 'not-found']);
  writeFileSync(join(dir, 'laravel-2026-11-24.log'), record(1));
  await until('log', ({ received }) => received === 1);
});

test('what is there already is read back where that is wanted, and no more of a file of any size', async () => {
  const path = join(folder(), 'laravel.log');
  writeFileSync(path, record(0));
  // Mostly a hole: whoever began to read this from its beginning would not be done today.
  truncateSync(path, 200_000_000_000);
  const filler = `${'[2026-11-23 07:00:00] local.DEBUG: something else entirely, in one line\n'.repeat(14_000)}`;
  appendFileSync(path, `\n${filler}${record(1)}${record(2)}`);
  const { until, recorder } = await follow(path, 1);
  await until('log', ({ received }) => received === 2);
  appendFileSync(path, record(3));
  await until('log', ({ received }) => received === 3);
  expect(recorder.of('gap')).toEqual([]);
});

test.each([
  ['BROADCAST_CONNECTION=null', 'its broadcasts go nowhere'],
  ['BROADCAST_DRIVER="reverb"', 'its broadcasts go there, and not into the log'],
  ['BROADCAST_DRIVER=log\nLOG_LEVEL=error', 'hides broadcasts'],
  ['LOG_LEVEL=debug', 'BROADCAST_CONNECTION is not in the .env of the project, and without it Laravel takes null'],
  ['BROADCAST_DRIVER=redis', 'BROADCAST_DRIVER=redis in the .env of the project: its broadcasts go there'],
  // What its own config/broadcasting.php reads is what counts.
  [
    'BROADCAST_CONNECTION=log',
    'BROADCAST_DRIVER is not in the .env of the project, and without it Laravel takes reverb',
    'BROADCAST_DRIVER',
  ],
])('a project with %s is told so', async (env, words, key = '') => {
  const root = folder();
  mkdirSync(join(root, 'storage/logs'), { recursive: true });
  mkdirSync(join(root, 'config'));
  writeFileSync(join(root, 'artisan'), '#!/usr/bin/env php\n');
  if (key !== '')
    writeFileSync(join(root, 'config/broadcasting.php'), `<?php return ['default' => env('${key}', 'reverb')];`);
  writeFileSync(join(root, '.env'), `APP_NAME=Shop\n${env}\n`);
  writeFileSync(join(root, 'storage/logs/laravel.log'), '');
  const { until } = await follow(join(root, 'storage/logs/laravel.log'));
  const { problem } = await until('log', (state) => state.problem !== null);
  expect(problem?.message).toContain(words);
});

test('its address is that of the file', () => {
  const url = new URL(`${pathToFileURL('/srv/my shop/storage/logs/laravel.log').href}?last=5`);
  expect(log.client?.parse(url)).toEqual({
    name: 'my shop: laravel.log',
    protocol: 'log',
    fields: { path: '/srv/my shop/storage/logs/laravel.log', megabytes: 5 },
  });
});
