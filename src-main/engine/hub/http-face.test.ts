import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../contract/limits';
import { systemClock } from './clocks.test-support';
import type { PlainHub } from './plain-hub.test-support';
import { startPlainHub } from './plain-hub.test-support';

let running: PlainHub;
beforeEach(async () => {
  running = await startPlainHub();
});
afterEach(() => running.hub.close());

/** Writes bytes to the hub and gives what comes back before it ends the connection, or up to what is waited for. */
function talk(bytes: string | Buffer, until: RegExp = /$^/): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(running.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (until.test(answer)) {
        socket.destroy();
      }
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(bytes);
  });
}

const get = (path: string) => fetch(`http://127.0.0.1:${running.port}${path}`);

describe('what no protocol owns', () => {
  test('/ and /up greet, anything else is 404 with a sentence; all are entries', async () => {
    expect(await (await get('/')).text()).toBe('Hubbub is up.');
    expect((await get('/up')).status).toBe(200);
    const missing = await get('/broadcasting/auth?x=1');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toBe(
      'The hub has nothing at /broadcasting/auth. Signing is the work of your application: authEndpoint has to be an address of its own, not of the hub.',
    );
    expect(running.recorder.entries.map(({ kind, action, code }) => [kind, action, code])).toEqual([
      ['http', undefined, 200],
      ['http', undefined, 200],
      ['refused', 'request', 404],
    ]);
  });

  test.each([
    ['/app', 'key or the id of the app is missing'],
    ['/apps/', 'key or the id of the app is missing'],
    ['/Apps/1/events', 'lower case'],
    ['/laravel-websockets', 'Laravel application'],
    ['/elsewhere', 'path prefix'],
  ])('%s is told what was probably meant', async (path, words) => {
    expect(await (await get(path)).text()).toContain(words);
    expect(running.recorder.of('refused', 'request')[0]?.detail?.hint).toContain(words);
  });

  test('a WebSocket on such a path is refused with 404', async () => {
    const answer = await talk(
      'GET /nowhere HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(running.recorder.of('refused', 'open')).toHaveLength(1);
  });
});

describe('bytes that are no request', () => {
  test.each(['hello\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET\r\n\r\n'])(
    '%j is answered 400 and recorded',
    async (bytes) => {
      expect(await talk(Buffer.from(bytes, 'latin1'))).toMatch(
        /^HTTP\/1\.1 400 [\s\S]*These bytes are no HTTP request\.$/,
      );
      expect(running.recorder.of('refused', 'request')[0]).toMatchObject({ code: 400 });
    },
  );

  test('a TLS client of a hub without certificates is told that this port is plain', async () => {
    await running.hub.close();
    running = await startPlainHub(systemClock, null);
    const hello = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc]);
    expect(await talk(hello)).toContain('asked for TLS');
    const entry = running.recorder.of('refused', 'request')[0];
    expect(entry).toMatchObject({ code: 400, detail: { hint: expect.stringContaining('forceTLS: false') } });
    expect(entry?.body).toEqual(hello);
  });

  test('a head above the bound is 431', async () => {
    const answer = await talk(`GET / HTTP/1.1\r\nX: ${'x'.repeat(limits.headerBytes)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('CONNECT is 405', async () => {
    expect(await talk('CONNECT example.test:443 HTTP/1.1\r\nHost: example.test\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
  });

  test('a broken WebSocket handshake is 400, told and recorded', async () => {
    const answer = await talk('GET /plain HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*Sec-WebSocket-Key/);
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({ code: 400, detail: { path: '/plain' } });
    expect(running.protocol.connections).toEqual([]);
  });
});

describe('requests all the same', () => {
  test('an offer of another protocol (h2c) is ignored and the request served', async () => {
    const head = 'POST /plain HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n';
    const answer = await talk(
      `${head}HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\nContent-Length: 5\r\n\r\nhello`,
      /hello$/,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*plain POST hello/);
  });

  test('only a body in chunks cannot be put back', async () => {
    const head =
      'POST /plain HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await talk(`${head}5\r\nhello\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('an absolute target is read as its path', async () => {
    expect(await talk('GET http://example.test/up HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a mistake of ours is 500, an error entry, and the end of nothing', async () => {
    const answer = await get('/plain/fail');
    expect(answer.status).toBe(500);
    expect(running.recorder.of('error')[0]).toMatchObject({ detail: { reason: 'a mistake of ours' } });
    expect((await get('/up')).status).toBe(200);
  });
});
