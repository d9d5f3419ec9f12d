import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../contract/limits';
import type { PlainClient, PlainHub } from './plain-hub.test-support';
import { startPlainHub } from './plain-hub.test-support';

let running: PlainHub;
let client: PlainClient;
beforeEach(async () => {
  running = await startPlainHub();
  client = await running.connect();
});
afterEach(() => running.hub.close());

const large = 'x'.repeat(65_536);

describe('one queue per connection', () => {
  test('frames, pongs and the close frame arrive in the order they were queued', async () => {
    const order: string[] = [];
    client.socket.on('message', (data) => order.push(data.toString()));
    client.socket.on('pong', (data) => order.push(`pong ${data.toString()}`));
    client.socket.ping('1');
    await running.recorder.waitFor(({ event }) => event === 'WebSocket ping');
    running.protocol.send([client.connection], 'a');
    running.protocol.send([client.connection], 'b');
    client.connection.close(4000, 'enough');
    running.protocol.send([client.connection], 'too late');
    expect(await client.closed()).toEqual({ code: 4000, reason: 'enough' });
    expect(order).toEqual(['pong 1', 'a', 'b']);
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ code: 4000, direction: 'down', connection: 7 });
    expect(close?.detail?.lastWrittenSeq).toBe(running.recorder.entries.find(({ text }) => text === 'b')?.seq);
  });

  test('everything of one turn is one write, and connections with the same frames share the buffer', async () => {
    const other = await running.connect();
    const writes: Buffer[] = [];
    for (const { connection } of [client, other]) {
      const { socket } = (connection as unknown as { parts: { wire: { socket: { write(data: Buffer): boolean } } } })
        .parts.wire;
      const write = socket.write.bind(socket);
      socket.write = (data: Buffer) => {
        writes.push(data);
        return write(data);
      };
    }
    running.protocol.send([client.connection, other.connection], 'a');
    running.protocol.send([client.connection, other.connection], 'b');
    await client.received(2);
    await other.received(2);
    expect(writes).toHaveLength(2);
    expect(writes[0]).toBe(writes[1]);
  });

  test.each([0, 125, 126, 65_535, 65_536, 200_000])('a text of %d bytes arrives whole', async (sizeBytes) => {
    running.protocol.send([client.connection], 'é'.repeat(sizeBytes / 2) + 'x'.repeat(sizeBytes % 2));
    const [text] = await client.received(1);
    expect(Buffer.byteLength(text ?? '')).toBe(sizeBytes);
  });

  test('a long reason is cut to what a close frame holds', async () => {
    client.connection.close(4000, 'é'.repeat(100));
    expect(await client.closed()).toEqual({ code: 4000, reason: 'é'.repeat(61) });
  });
});

describe('a slow reader', () => {
  /** Sends until the hub holds frames back. */
  async function fill(): Promise<void> {
    for (let sent = 0; !client.connection.isSlow && sent < 1_000; sent += 1) {
      running.protocol.send([client.connection], large);
      await new Promise(setImmediate);
    }
    expect(client.connection.isSlow).toBe(true);
  }

  test('is held above the bound, told as slow, and gets everything once it reads again', async () => {
    client.tcp.pause();
    await fill();
    expect(running.hub.connections()[0]).toMatchObject({ state: 'slow' });
    const progress = running.hub.progress(7);
    expect(progress?.unsentBytes).toBeGreaterThan(limits.connectionHoldBytes);
    const last = running.recorder.entries.filter(({ kind }) => kind === 'note').at(-1)?.seq as number;
    expect(progress?.lastWrittenSeq).toBeLessThan(last);
    client.tcp.resume();
    await running.recorder.waitFor(({ action }) => action === 'drained');
    await client.received(running.recorder.of('note').length);
    running.protocol.send([client.connection], 'last');
    expect((await client.received(running.recorder.of('note').length)).at(-1)).toBe('last');
    expect(running.hub.progress(7)).toMatchObject({
      unsentBytes: 0,
      lastWrittenSeq: running.recorder.of('note').at(-1)?.seq,
    });
    expect(running.recorder.of('connection').map(({ action }) => action)).toEqual(['slow', 'drained']);
  });

  test('gets everything in order, however sending and draining meet', async () => {
    client.tcp.pause();
    let next = 0;
    const sendOne = () => {
      running.protocol.send([client.connection], `${next}:${'x'.repeat(900_000)}`);
      next += 1;
    };
    while (!client.connection.isSlow) {
      sendOne();
      await new Promise(setImmediate);
    }
    // It reads a chunk at a time: the socket has room again long before it is empty, and what is held must not be overtaken.
    client.tcp.on('data', () => {
      client.tcp.pause();
      setImmediate(() => client.tcp.resume());
    });
    client.tcp.resume();
    for (const before = client.texts.length; client.texts.length < before + 8; ) {
      if (client.connection.unsentBytes < 5_000_000) {
        sendOne();
      }
      await new Promise(setImmediate);
    }
    const texts = await client.received(next);
    expect(texts.map((text) => Number(text.split(':')[0]))).toEqual(Array.from({ length: next }, (_, index) => index));
  });

  test('is cut above the second bound; the unsent bytes are on record', async () => {
    client.tcp.pause();
    await fill();
    for (let bytes = 0; bytes <= limits.connectionCutBytes; bytes += large.length) {
      running.protocol.send([client.connection], large);
      await new Promise(setImmediate);
    }
    const cut = await running.recorder.waitFor(({ action }) => action === 'cut');
    expect(cut.detail?.unsentBytes).toBeGreaterThan(limits.connectionCutBytes);
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close.detail).toMatchObject({ unsentBytes: cut.detail?.unsentBytes });
    expect(close.detail?.lastWrittenSeq).toBeLessThan(running.recorder.of('note').at(-1)?.seq as number);
    expect(running.hub.progress(7)).toEqual({
      isOpen: false,
      lastWrittenSeq: close.detail?.lastWrittenSeq,
      unsentBytes: cut.detail?.unsentBytes,
    });
    expect(running.hub.progress(8)).toBeNull();
  });

  test('a close waits for what is held', async () => {
    client.tcp.pause();
    await fill();
    client.connection.close(4000, 'later');
    client.tcp.resume();
    expect(await client.closed()).toEqual({ code: 4000, reason: 'later' });
    expect(client.texts).toHaveLength(running.recorder.of('note').length);
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ detail: { unsentBytes: 0 } });
  });
});

describe('a peer that goes', () => {
  test('frames queued after it closed are cut, not written', async () => {
    client.socket.close(1000);
    await once(client.socket, 'close');
    running.protocol.send([client.connection], 'never');
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ code: 1000, direction: 'up', connection: 7 });
    expect(running.protocol.heard).toContain('closed');
  });

  test('frames queued in the turn in which its close arrives are cut and recorded', async () => {
    const closing = once(client.socket, 'close');
    const { webSocket } = (client.connection as unknown as { parts: { wire: { webSocket: NodeJS.EventEmitter } } })
      .parts.wire;
    webSocket.once('message', () => {
      running.protocol.send([client.connection], 'never');
    });
    // A text and a close frame (1001) in one write, masked with zeros.
    client.tcp.write(Buffer.from([0x81, 0x83, 0, 0, 0, 0, 0x62, 0x79, 0x65, 0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe9]));
    await closing;
    const cut = await running.recorder.waitFor(({ action }) => action === 'cut');
    expect(cut.detail?.unsentBytes).toBe(2 + 'never'.length);
    expect(await running.recorder.waitFor(({ action }) => action === 'close')).toMatchObject({ code: 1001 });
    expect(client.texts).toEqual([]);
  });

  test('without a close frame is 1006', async () => {
    client.socket.terminate();
    expect(await running.recorder.waitFor(({ action }) => action === 'close')).toMatchObject({ code: 1006 });
  });

  test('a mistake of ours in a message is an error entry, and the connection goes on', async () => {
    client.socket.send('fail');
    const entry = await running.recorder.waitFor(({ kind }) => kind === 'error');
    expect(entry).toMatchObject({ connection: 7, detail: { reason: 'a mistake of ours' } });
    client.socket.send('still here');
    client.socket.ping();
    await once(client.socket, 'pong');
    expect(running.protocol.heard).toContain('still here');
  });
});
