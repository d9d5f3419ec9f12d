import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { RelaySettings } from '../../../contract/relay';
import type { RunningRelay } from './running-relay.test-support';
import { startRelay } from './running-relay.test-support';

/** What went over the wire to and from a real Ratchet server, said to the hub again. */
const recording = readFileSync(join(__dirname, 'recordings/ratchet-0.4.4.txt'), 'utf8');

let running: RunningRelay;
afterEach(() => running.close());

/** A socket whose bytes are compared as they come. */
class RawPeer {
  private readonly socket: Socket;
  private bytes = Buffer.alloc(0);
  private isClosed = false;
  private wake = (): void => {};

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.wake();
    });
    this.socket.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  async read(length: number): Promise<Buffer> {
    await this.until(() => this.bytes.length >= length);
    const taken = this.bytes.subarray(0, length);
    this.bytes = this.bytes.subarray(length);
    return taken;
  }

  /** A head, without what follows it. */
  async head(): Promise<string> {
    await this.until(() => this.bytes.includes('\r\n\r\n'));
    return (await this.read(this.bytes.indexOf('\r\n\r\n') + 4)).toString('latin1');
  }

  async closed(): Promise<void> {
    await this.until(() => this.isClosed);
  }

  destroy(): void {
    this.socket.destroy();
  }

  private async until(test: () => boolean): Promise<void> {
    while (!test()) {
      if (this.isClosed) throw new Error(`The hub has closed; left: ${this.bytes.toString('hex')}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

const important = (head: string) =>
  head.split('\r\n').filter((line) => /^(HTTP|Upgrade|Connection: Upgrade|Sec-)/.test(line));
/** Status words differ between servers; the code does not. */
const status = (head: string) => head.slice(0, 'HTTP/1.1 404'.length);
const closeFrame = '88';

/**
 * Where the hub differs, on purpose. A component of Ratchet that sends a string sends a text, whatever came: a binary
 * message that is no UTF-8 would break its receivers. And the relay has no list of paths: each is a room.
 */
const differences: ReadonlyMap<string, string> = new Map([
  ['810300ff80', '820300ff80'],
  ['E < "HTTP/1.1 404 Not Found', 'HTTP/1.1 101'],
]);
const expectedStatus = (line: string, head: string) =>
  [...differences].find(([start]) => line.startsWith(start))?.[1] ?? status(head);

async function replay(part: string): Promise<number> {
  const lines = recording.split(`== ${part}\n`)[1]?.split('\n== ')[0]?.trim().split('\n') ?? [];
  const peers = new Map<string, RawPeer>();
  for (const line of lines) {
    const [, name = '', direction, text = ''] = /^(\w) ([<>]|closed) ?(.*)$/.exec(line) ?? [];
    const peer = peers.get(name) ?? new RawPeer(Number(new URL(running.url).port));
    peers.set(name, peer);
    if (name === 'F') running.set({ mode: 'echo', origins: [], hosts: [] });
    if (direction === '>') {
      peer.write(text.startsWith('"') ? Buffer.from(JSON.parse(text), 'latin1') : Buffer.from(text, 'hex'));
    } else if (direction === '<' && text.startsWith('"')) {
      const [expected, got] = [JSON.parse(text) as string, await peer.head()];
      expect(status(got), line).toBe(expectedStatus(line, expected));
      if (status(expected).endsWith('101')) expect(important(got).sort()).toEqual(important(expected).sort());
    } else if (direction === '<' && text.startsWith(closeFrame)) {
      // The code is Ratchet's; why is said in words of our own.
      const head = await peer.read(4);
      expect([head[0], head.readUInt16BE(2)], line).toEqual([0x88, Buffer.from(text, 'hex').readUInt16BE(2)]);
    } else if (direction === '<') {
      expect((await peer.read(text.length / 2)).toString('hex'), line).toBe(differences.get(text) ?? text);
    } else if (name !== 'A' && name !== 'E') {
      await peer.closed();
    }
  }
  for (const peer of peers.values()) peer.destroy();
  return lines.length;
}

test.each([
  ['io', { rooms: false }, 26],
  ['app', { hosts: ['localhost'], origins: ['localhost'] }, 18],
] as const satisfies readonly (readonly [string, Partial<RelaySettings>, number])[])(
  'a Ratchet server, %s: its clients get from the hub what they got from it',
  async (part, settings, lines) => {
    running = await startRelay(settings);
    expect(await replay(part)).toBe(lines);
  },
);
