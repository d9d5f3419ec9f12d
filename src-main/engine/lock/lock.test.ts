import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder, FolderTakenError } from './claim-folder';
import { findEngine, folderId } from './find-engine';
import { folderToken, prepareFolder } from './folder';
import type { LockContent } from './lock-file';

let folder = '';
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-lock-'));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await rm(folder, { recursive: true, force: true });
});

/** Answers as the dashboard of a live engine does. */
async function liveEngine(run: string, dataDir = folder): Promise<LockContent> {
  const identity = JSON.stringify({ run, folder: await folderId(dataDir) });
  const server: Server = createServer(({ headers }, response) => {
    const isKnown = headers.authorization === 'Bearer secret';
    response.writeHead(isKnown ? 200 : 401).end(isKnown ? identity : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return lock(run, (server.address() as AddressInfo).port);
}

function lock(run: string, port: number): LockContent {
  return { pid: process.pid, address: `http://127.0.0.1:${port}`, token: 'secret', version: '0.0.0', run };
}

const leftBehind = (content: LockContent) => writeFile(join(folder, 'lock'), JSON.stringify(content));

test('the folder of a live engine is taken until that engine gives it back', async () => {
  const first = await liveEngine('first');
  const claim = await claimFolder(folder, first);
  expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o600);
  expect(await findEngine(folder)).toEqual(first);
  const refused = await claimFolder(folder, await liveEngine('second')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FolderTakenError);
  expect(refused).toMatchObject({ code: 'folder-taken', lock: first });
  await claim.release();
  expect(await readdir(folder)).toEqual([]);
  expect(await findEngine(folder)).toBeNull();
});

test('of many that start at once over a dead lock, one wins and the others are told of it', async () => {
  for (let round = 0; round < 10; round += 1) {
    await leftBehind(lock('dead', 1));
    const engines = await Promise.all(Array.from({ length: 8 }, (_, at) => liveEngine(`${round}-${at}`)));
    const claims = await Promise.allSettled(engines.map((engine) => claimFolder(folder, engine)));
    const winners = engines.filter((_, at) => claims[at]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await findEngine(folder)).toEqual(winners[0]);
    for (const claim of claims) {
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'folder-taken', lock: winners[0] });
      else await claim.value.release();
    }
    expect(await readdir(folder)).toEqual([]);
  }
});

test('a lock whose port belongs to somebody else now is cleared away', async () => {
  const other = createTcpServer((socket) => socket.end('220 mail ready\r\n'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  ends.push(() => other.close());
  await leftBehind(lock('dead', (other.address() as AddressInfo).port));
  await claimFolder(folder, await liveEngine('new'));
  expect((await findEngine(folder))?.run).toBe('new');
});

test('an engine that comes back on its own port does not take its last life for another engine', async () => {
  const engine = await liveEngine('second life');
  await leftBehind({ ...engine, run: 'first life' });
  await claimFolder(folder, engine);
  expect((await findEngine(folder))?.run).toBe('second life');
});

test('an engine that is alive and does not answer keeps its folder', async () => {
  const stuck = createTcpServer(() => {});
  stuck.listen(0, '127.0.0.1');
  await once(stuck, 'listening');
  ends.push(() => stuck.close());
  await leftBehind(lock('stuck', (stuck.address() as AddressInfo).port));
  await expect(claimFolder(folder, await liveEngine('new'))).rejects.toMatchObject({ code: 'folder-taken' });
});

test('the lock in a copy of a folder is not that of the copy', async () => {
  const engine = await liveEngine('original');
  await claimFolder(folder, engine);
  const copy = await mkdtemp(join(tmpdir(), 'hubbub-copy-'));
  ends.push(() => rm(copy, { recursive: true, force: true }));
  await copyFile(join(folder, 'lock'), join(copy, 'lock'));
  expect(await findEngine(copy)).toBeNull();
  await claimFolder(copy, await liveEngine('of the copy', copy));
  expect((await findEngine(folder))?.run).toBe('original');
});

test('a lock that says nothing is cleared away once nobody can be writing it any more', async () => {
  const path = join(folder, 'lock');
  await writeFile(path, '{"pid":');
  const long = new Date(Date.now() - 60_000);
  await utimes(path, long, long);
  // Somebody who wanted to clear it away died over it.
  await writeFile(`${path}.clearing`, '');
  await utimes(`${path}.clearing`, long, long);
  await claimFolder(folder, await liveEngine('new'));
  expect((await findEngine(folder))?.run).toBe('new');
  expect(await readdir(folder)).toEqual(['lock']);
});

test('the token is made once, for this user alone', async () => {
  const token = await folderToken(folder);
  expect(await folderToken(folder)).toBe(token);
  expect((await stat(join(folder, 'token'))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, 'token'), 'short\n');
  const next = await folderToken(folder);
  expect(next).not.toBe(token);
  expect((await readFile(join(folder, 'token'), 'utf8')).trim()).toBe(next);
});

test('a folder that cannot be made or written is a Problem that names it', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const inside = join(file, 'data');
  await expect(prepareFolder(inside)).rejects.toMatchObject({
    code: 'store-failed',
    message: expect.stringContaining(inside),
  });
  await expect(claimFolder(inside, lock('new', 1))).rejects.toMatchObject({ code: 'store-failed' });
});
