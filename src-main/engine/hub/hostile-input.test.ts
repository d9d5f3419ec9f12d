import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../contract/limits';
import { createHttpFace } from './http-face';
import { MemoryRecorder } from './memory-recorder.test-support';
import type { PlainHub } from './plain-hub.test-support';
import { startPlainHub } from './plain-hub.test-support';
import { clientFrame, closeFrame, frameStart, handshake, openSocket, openWebSocket } from './raw-socket.test-support';
import { testTls } from './test-tls.test-support';

let running: PlainHub;
beforeEach(async () => {
  running = await startPlainHub();
});
afterEach(() => running.hub.close());

/** The hub still serves: nothing hung, and nothing crashed. */
async function expectAlive(): Promise<void> {
  expect(await (await fetch(`http://127.0.0.1:${running.port}/up`)).text()).toBe('Hubbub is up.');
  const client = await running.connect();
  client.socket.send('still there');
  client.socket.ping();
  await once(client.socket, 'pong');
  expect(running.protocol.heard).toContain('still there');
  client.socket.terminate();
}

describe('frames that break the WebSocket end their connection, with a code and a reason', () => {
  const { text, textPart, part, lastPart, ping } = frameStart;
  const rsv1 = 0x40;
  const reservedOpcode = 0x83;
  test.each([
    ['not masked', [clientFrame(text, 'hello', false)], 1002, 'broken WebSocket frame'],
    ['with a reserved bit', [clientFrame(text | rsv1, 'hello')], 1002, 'broken WebSocket frame'],
    ['with an opcode nobody knows', [clientFrame(reservedOpcode, 'hello')], 1002, 'broken WebSocket frame'],
    ['that continue nothing', [clientFrame(lastPart, 'hello')], 1002, 'broken WebSocket frame'],
    ['a message begun inside a message', [clientFrame(textPart, 'a'), clientFrame(text, 'b')], 1002, 'broken'],
    ['a ping of more than 125 bytes', [clientFrame(ping, 'x'.repeat(126))], 1002, 'broken WebSocket frame'],
    ['a ping in parts', [clientFrame(ping & 0x7f, 'x')], 1002, 'broken WebSocket frame'],
    ['text that is no UTF-8', [clientFrame(text, Buffer.from([0xc3, 0x28]))], 1007, 'not valid UTF-8'],
    ['text cut inside a character', [clientFrame(text, Buffer.from([0xe4, 0xbd]))], 1007, 'not valid UTF-8'],
    ['announcing 2^63 bytes', [Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])], 1009, 'larger than'],
    [
      'announcing one byte too many, before any of them comes',
      [Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0x01, 0, 0, 0, 0])],
      1009,
      'larger than 1,048,576 bytes',
    ],
    [
      'together too large, in parts',
      [textPart, ...Array<number>(16).fill(part), lastPart].map((first) => clientFrame(first, 'x'.repeat(65_000))),
      1009,
      'larger than',
    ],
    [
      'in too many parts',
      [textPart, ...Array<number>(17_000).fill(part)].map((first) => clientFrame(first, '')),
      1008,
      'too many pieces',
    ],
  ])('%s', async (_what, frames, code, words) => {
    const raw = await openWebSocket(running.port, '/plain');
    raw.socket.write(Buffer.concat(frames));
    const received = await raw.until(/\u0088[\s\S]{2}/);
    expect(closeFrame(received)).toEqual({ code, reason: expect.stringContaining(words) });
    raw.socket.destroy();
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ code, direction: 'down' });
    expect(running.recorder.of('error')[0]).toMatchObject({ code, direction: 'up' });
    await expectAlive();
  });

  test.each([
    ['an empty close frame', Buffer.alloc(0), 1005],
    ['a close code of the application', Buffer.from([0x0f, 0xa1]), 4001],
    ['a close code nobody may send', Buffer.from([0x03, 0xed]), 1002],
    ['a close frame of one byte', Buffer.from([0x03]), 1002],
  ])('%s', async (_what, payload, code) => {
    const raw = await openWebSocket(running.port, '/plain');
    raw.socket.write(clientFrame(frameStart.close, payload));
    raw.socket.end();
    await raw.ended();
    expect(await running.recorder.waitFor(({ action }) => action === 'close')).toMatchObject({ code });
    await expectAlive();
  });
});

describe('a message in parts', () => {
  test('is put together, with control frames answered in between', async () => {
    const raw = await openWebSocket(running.port, '/plain');
    raw.socket.write(clientFrame(frameStart.textPart, 'one '));
    raw.socket.write(clientFrame(frameStart.ping, 'ping in between'));
    await raw.until(/ping in between/);
    raw.socket.write(clientFrame(frameStart.part, 'two '));
    raw.socket.write(clientFrame(frameStart.lastPart, 'three'));
    raw.socket.write(clientFrame(frameStart.ping, 'ping at the end'));
    await raw.until(/ping at the end/);
    expect(running.protocol.heard).toContain('one two three');
    raw.socket.destroy();
  });

  test('may come a byte at a time', async () => {
    const raw = await openWebSocket(running.port, '/plain');
    raw.socket.setNoDelay(true);
    for (const byte of clientFrame(frameStart.text, 'slowly')) {
      raw.socket.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    raw.socket.write(clientFrame(frameStart.ping, 'ping at the end'));
    await raw.until(/ping at the end/);
    expect(running.protocol.heard).toContain('slowly');
    raw.socket.destroy();
  });
});

test('a flood of pings that reads no answer is cut off, not held in memory', async () => {
  const client = await running.connect();
  client.tcp.pause();
  const pings = Buffer.concat(Array<Buffer>(200).fill(clientFrame(frameStart.ping, 'x'.repeat(125))));
  let isCut = false;
  void running.recorder
    .waitFor(({ action }) => action === 'cut')
    .then(() => {
      isCut = true;
    });
  client.socket.on('error', () => {});
  let largest = 0;
  while (!isCut) {
    client.tcp.write(pings);
    largest = Math.max(largest, running.hub.progress(7)?.unsentBytes ?? 0);
    await new Promise(setImmediate);
  }
  expect(largest).toBeLessThan(2 * limits.connectionCutBytes);
  expect(running.hub.connections()).toEqual([]);
  client.socket.terminate();
  await expectAlive();
});

describe('requests that never end', () => {
  const times = { requestMs: 200, keepAliveMs: 200, checkMs: 20 };

  async function face() {
    const recorder = new MemoryRecorder();
    const handler = {
      request: (_request: unknown, response: { end(text: string): void }) => response.end('ok'),
      upgrade: () => {},
    };
    const { server } = createHttpFace({ handler, recorder, listener: () => 'http://face', tls: testTls(), times });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { recorder, server, port: (server.address() as AddressInfo).port };
  }

  test.each([
    ['nothing at all', ''],
    ['half a head', 'GET /up HTTP/1.1\r\nHost: h\r\n'],
    ['half a handshake', handshake('/plain').slice(0, -2)],
    ['a head that goes on and on', 'GET /up HTTP/1.1\r\nHost: h\r\n', 'X-More: 1\r\n'],
  ])('%s: answered with 408, recorded and ended', async (_what, start, drip = '') => {
    const { recorder, server, port } = await face();
    const raw = await openSocket(port);
    raw.socket.write(start);
    const dripping = setInterval(() => raw.socket.write(drip), 20);
    expect(await raw.ended()).toMatch(/^HTTP\/1\.1 408 [\s\S]*No whole request came/);
    clearInterval(dripping);
    expect(recorder.of('refused', 'request')[0]).toMatchObject({ code: 408, detail: { hint: expect.any(String) } });
    server.close();
  });

  test('a connection that asks nothing more is closed', async () => {
    const { server, port } = await face();
    const raw = await openSocket(port);
    raw.socket.write('GET /up HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(await raw.ended()).toMatch(/^HTTP\/1\.1 200 [\s\S]*ok/);
    server.close();
  });
});

describe('requests that are too much', () => {
  test('many headers, and one that is long, are 431 and recorded', async () => {
    for (const head of [
      `X: ${'x'.repeat(limits.headerBytes)}\r\n`,
      Array.from({ length: 5_000 }, (_, index) => `X-${index}: 1\r\n`).join(''),
    ]) {
      running.recorder.entries.length = 0;
      const raw = await openSocket(running.port);
      raw.socket.write(`GET /plain HTTP/1.1\r\nHost: h\r\n${head}\r\n`);
      expect(await raw.ended()).toMatch(/^HTTP\/1\.1 431 [\s\S]*longer than 16384 bytes/);
      expect(running.recorder.of('refused', 'request')[0]).toMatchObject({ code: 431 });
    }
    await expectAlive();
  });

  test('a handshake with a long head is 431 as well', async () => {
    const raw = await openSocket(running.port);
    raw.socket.write(
      handshake('/plain').replace('Host: hub', `Host: hub\r\nCookie: ${'x'.repeat(limits.headerBytes)}`),
    );
    expect(await raw.ended()).toMatch(/^HTTP\/1\.1 431 /);
    await expectAlive();
  });

  test('two lengths, or a length and chunks, are 400', async () => {
    for (const lines of ['Content-Length: 1\r\nContent-Length: 2', 'Content-Length: 1\r\nTransfer-Encoding: chunked']) {
      const raw = await openSocket(running.port);
      raw.socket.write(`POST /plain HTTP/1.1\r\nHost: h\r\n${lines}\r\n\r\nxx`);
      expect(await raw.ended()).toMatch(/^HTTP\/1\.1 400 /);
    }
    await expectAlive();
  });

  test('peers that vanish in the middle of a body leave nothing behind', async () => {
    for (let index = 0; index < 50; index += 1) {
      const raw = await openSocket(running.port);
      raw.socket.write('POST /plain HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nhalf');
      raw.socket.destroy();
      await raw.ended();
    }
    await expectAlive();
  });
});

test('::1 is served like 127.0.0.1, where this computer has it', async () => {
  const hasIt = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  const [state] = await running.hub.listen([{ host: '::1', port: 0, asked: true }]);
  expect(state).toMatchObject({ state: hasIt ? 'listening' : 'skipped', problem: null });
  if (hasIt) {
    expect(state?.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await (await fetch(`${state?.url}/up`)).text()).toBe('Hubbub is up.');
    const raw = await openSocket(Number(new URL(state?.url ?? '').port), '::1');
    raw.socket.write(handshake('/plain'));
    await raw.until(/^HTTP\/1\.1 101 /);
    raw.socket.destroy();
  }
});
