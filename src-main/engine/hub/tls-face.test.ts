import { once } from 'node:events';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createHttpFace } from './http-face';
import { MemoryRecorder } from './memory-recorder.test-support';
import type { PlainHub } from './plain-hub.test-support';
import { startPlainHub } from './plain-hub.test-support';
import { openSocket } from './raw-socket.test-support';
import { testAuthority, testTls } from './test-tls.test-support';

let running: PlainHub;
let ca = '';
beforeEach(async () => {
  running = await startPlainHub();
  ({ cert: ca } = await testAuthority());
});
afterEach(() => running.hub.close());

function get(path: string, options: ConnectionOptions = { ca }): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: running.port, path, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function handshaken(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port: running.port, ca, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

const refusals = () => running.recorder.of('refused', 'open').map(({ detail }) => String(detail?.reason));
const settled = (count: number) => expect.poll(() => refusals().length).toBe(count);

test('one port answers http and https, ws and wss', async () => {
  expect((await fetch(`http://127.0.0.1:${running.port}/up`)).status).toBe(200);
  expect(await get('/up')).toEqual({ status: 200, text: 'Hubbub is up.' });
  const plain = await running.connect();
  const secure = new WebSocket(`wss://127.0.0.1:${running.port}/plain`, { ca });
  await once(secure, 'open');
  secure.send('over TLS');
  await expect.poll(() => running.protocol.heard).toEqual(['over TLS']);
  running.protocol.send(running.protocol.connections, 'to both');
  const [[down]] = await Promise.all([once(secure, 'message'), plain.received(1)]);
  expect(String(down)).toBe('to both');
  plain.socket.close();
  secure.close();
  await once(secure, 'close');
});

test('a request is answered however its first bytes are cut', async () => {
  const raw = await openSocket(running.port);
  raw.socket.write('G');
  await new Promise(setImmediate);
  raw.socket.write('ET /up HTTP/1.1\r\nHost: h\r\n');
  raw.socket.write('Connection: close\r\n\r\n');
  expect(await raw.ended()).toMatch(/^HTTP\/1\.1 200 /);
});

test('an offer of another protocol is ignored over TLS as it is without', async () => {
  const socket = await handshaken({});
  socket.write('GET /up HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

test('a browser that offers HTTP/2 first gets HTTP/1.1', async () => {
  const socket = await handshaken({ ALPNProtocols: ['h2', 'http/1.1'] });
  expect(socket.alpnProtocol).toBe('http/1.1');
  socket.destroy();
});

describe('what fails is told and recorded', () => {
  test('bytes that only begin like TLS', async () => {
    const raw = await openSocket(running.port);
    raw.socket.write(Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5]));
    await raw.ended();
    await settled(1);
    expect(refusals()[0]).toMatch(/^The TLS handshake failed: /);
  });

  test('a version that is too old, and HTTP/2 alone', async () => {
    await expect(
      get('/up', { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
    ).rejects.toThrow();
    await expect(handshaken({ ALPNProtocols: ['h2'] })).rejects.toThrow();
    await settled(2);
    expect(refusals()).toEqual([
      'The client speaks a version of TLS that is too old.',
      'The client speaks HTTP/2 alone over TLS.',
    ]);
  });

  test('garbage inside TLS is no HTTP request', async () => {
    const socket = await handshaken({});
    socket.write('hello\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('no certificate to be had', async () => {
    await running.hub.close();
    running = await startPlainHub(undefined, { pairFor: () => Promise.reject(new Error('the disk is full')) });
    await expect(get('/up')).rejects.toThrow();
    expect(running.recorder.of('error')[0]?.summary).toBe('TLS cannot be answered: the disk is full');
  });

  test('a peer that vanishes in the middle of its handshake is no news', async () => {
    for (let index = 0; index < 50; index += 1) {
      const raw = await openSocket(running.port);
      raw.socket.write(Buffer.from([0x16, 0x03, 0x01]));
      raw.socket.destroy();
      await raw.ended();
    }
    expect((await get('/up')).status).toBe(200);
    expect(refusals()).toEqual([]);
  });
});

describe('peers that say nothing, or not enough', () => {
  const times = { requestMs: 200, keepAliveMs: 200, checkMs: 20 };

  test('a first byte that does not come is 408; half a TLS handshake and half-open connections end with the hub', async () => {
    const recorder = new MemoryRecorder();
    const handler = { request: () => {}, upgrade: () => {} };
    const face = createHttpFace({ handler, recorder, listener: () => 'http://face', tls: testTls(), times });
    await new Promise<void>((resolve) => face.server.listen(0, '127.0.0.1', resolve));
    const { port } = face.server.address() as { port: number };
    const silent = await openSocket(port);
    expect(await silent.ended()).toMatch(/^HTTP\/1\.1 408 /);
    expect(recorder.of('refused', 'request')[0]).toMatchObject({ code: 408 });

    const half = await openSocket(port);
    half.socket.write(Buffer.from([0x16, 0x03, 0x01]));
    const finished = connectPlain({ port, host: '127.0.0.1', allowHalfOpen: true });
    finished.on('error', () => {});
    finished.end();
    await once(finished, 'end').catch(() => {});
    const closed = new Promise<void>((resolve) => face.server.close(() => resolve()));
    face.endAll();
    await closed;
    await half.ended();
  });
});

test('the hub ends with TLS connections of every kind still open, and nothing of them is left', async () => {
  const socket = new WebSocket(`wss://127.0.0.1:${running.port}/plain`, { ca });
  await once(socket, 'open');
  const idle = await handshaken({});
  const half = await openSocket(running.port);
  half.socket.write(Buffer.from([0x16, 0x03]));
  const gone = Promise.all([once(socket, 'close'), once(idle, 'close'), half.ended()]);
  await running.hub.close();
  await gone;
});
