import { readdir, readFile, readlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { ProcFiles } from './port-holder';
import { findPortHolder } from './port-holder';

const table = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 0100007F:1771 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0 100 0 0 10 0',
  '   1: 0100007F:1772 0100007F:1771 01 00000000:00000000 00:00000000 00000000  1000        0 4343 1 0 20 4 30 10 -1',
].join('\n');

function files(changes: Partial<ProcFiles> = {}): ProcFiles {
  return {
    readText: async (path) => ({ '/proc/net/tcp': table, '/proc/4121/comm': 'php\n' })[path] ?? '',
    list: async (path) => ({ '/proc': ['self', '1', '4121'], '/proc/4121/fd': ['0', '7'] })[path] ?? [],
    readLink: async (path) => (path === '/proc/4121/fd/7' ? 'socket:[4242]' : '/dev/null'),
    ...changes,
  };
}

describe('who holds a port', () => {
  test('the process whose socket listens on it', async () => {
    expect(await findPortHolder(6001, files())).toEqual({ name: 'php', pid: 4121 });
  });

  test('nobody is named for a port nobody listens on, or whose owner may not be seen', async () => {
    expect(await findPortHolder(6002, files())).toBeNull();
    expect(await findPortHolder(6001, files({ readLink: async () => Promise.reject(new Error('EACCES')) }))).toBeNull();
  });

  test('a system without /proc tells nothing', async () => {
    const fail = async (): Promise<never> => Promise.reject(new Error('ENOENT'));
    expect(await findPortHolder(6001, { readText: fail, list: fail, readLink: fail })).toBeNull();
  });

  test.runIf(process.platform === 'linux')('on a real system this very process is found', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const real = { readText: (path: string) => readFile(path, 'utf8'), list: readdir, readLink: readlink };
    expect((await findPortHolder(port, real))?.pid).toBe(process.pid);
    server.close();
  });
});
