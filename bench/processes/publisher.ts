/** An app server with many requests in flight. */
import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { app } from '../harness/app';
import type { Protocol } from '../harness/delivery';
import { mercureRequest } from '../harness/mercure-publish';
import { nowMs, serveCommands } from '../harness/serve-commands';

/** Different bodies, so that no server gains by remembering one. */
const bodies = 240;

interface Run {
  readonly untilMs: number;
  readonly least: number;
  /** A multiple of this is sent, so that each channel gets as many. */
  readonly times: number;
  sent: number;
  answered: number;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

let port = 0;
let requests: readonly Buffer[] = [];
let next = 0;
let run: Run | null = null;

/** One publish after the other. */
interface Lane {
  go(): void;
  end(): void;
}

/** True if there is one more to send, which is then counted. */
function takesOne(): boolean {
  if (run === null) return false;
  if (run.sent >= run.least && run.sent % run.times === 0 && nowMs() >= run.untilMs) {
    if (run.answered === run.sent) run.done();
    return false;
  }
  run.sent += 1;
  return true;
}

function isOk(head: string, status: string): boolean {
  if (status === '200') return true;
  run?.failed(new Error(`a publish was answered with ${head.slice(0, 400)}`));
  return false;
}

/** Over plain TCP and signed beforehand, so that it is never the slow side; a connection is kept while the server keeps it. */
class RawLane implements Lane {
  private socket: Socket | null = null;
  private text = '';
  private isWaiting = false;

  go(): void {
    if (!this.isWaiting && takesOne()) {
      this.write(requests[next % requests.length] as Buffer);
      next += 1;
    }
  }

  private write(request: Buffer): void {
    this.isWaiting = true;
    this.socket ??= this.connect();
    this.socket.write(request);
  }

  /** One request; resolves with its answer. */
  ask(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      run = { untilMs: 0, least: 1, times: 1, sent: 1, answered: 0, done: resolve, failed: reject };
      this.write(request);
    });
  }

  end(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private connect(): Socket {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (data) => this.take(data.toString('latin1')));
    socket.on('error', (error) => run?.failed(error));
    socket.on('close', () => {
      if (socket !== this.socket) return;
      this.socket = null;
      if (this.isWaiting) run?.failed(new Error('a request was not answered'));
    });
    return socket;
  }

  private take(text: string): void {
    this.text += text;
    const head = this.text.indexOf('\r\n\r\n');
    const length = /content-length: (\d+)/i.exec(this.text)?.[1];
    if (head === -1 || this.text.length < head + 4 + Number(length ?? 0)) return;
    if (!isOk(this.text, this.text.slice(9, 12))) return;
    if (/connection: close/i.test(this.text)) this.end();
    this.text = '';
    this.isWaiting = false;
    if (run !== null) run.answered += 1;
    this.go();
  }
}

/** As an app server's SDK: with an HTTP client that keeps its connections, and each publish signed when it is sent. */
class SdkLane implements Lane {
  private isWaiting = false;

  constructor(
    private readonly channels: readonly (readonly string[])[],
    private readonly dataBytes: number,
  ) {}

  go(): void {
    if (this.isWaiting || !takesOne()) return;
    this.isWaiting = true;
    const { path, body } = sign('events', publishOf(this.channels, next, this.dataBytes));
    next += 1;
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const asking = request({ agent, host: '127.0.0.1', port, method: 'POST', path, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => {
        this.isWaiting = false;
        if (!isOk(text, String(answer.statusCode))) return;
        if (run !== null) run.answered += 1;
        this.go();
      });
    });
    asking.on('error', (error) => run?.failed(error));
    asking.end(body);
  }

  end(): void {
    agent.destroy();
  }
}

const agent = new Agent({ keepAlive: true });
let lanes: readonly Lane[] = [];

function dataOf(index: number, dataBytes: number): string {
  const start = `{"id":${index},"status":"shipped","note":"`;
  return `${start}${'x'.repeat(dataBytes - start.length - 2)}"}`;
}

function publishOf(channels: readonly (readonly string[])[], index: number, dataBytes: number): object {
  return { name: 'OrderShipped', channels: channels[index % channels.length], data: dataOf(index, dataBytes) };
}

function sign(endpoint: string, content: object): { path: string; body: string } {
  const body = JSON.stringify(content);
  const path = `/apps/${app.id}/${endpoint}`;
  const query = `auth_key=${app.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}&auth_version=1.0&body_md5=${createHash('md5').update(body).digest('hex')}`;
  const signature = createHmac('sha256', app.secret).update(`POST\n${path}\n${query}`).digest('hex');
  return { path: `${path}?${query}&auth_signature=${signature}`, body };
}

function rawRequest(endpoint: string, content: object): Buffer {
  const { path, body } = sign(endpoint, content);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

serveCommands({
  /** `channels[i]` are those that publish i goes to, again and again. */
  prepare(input: {
    port: number;
    client: 'raw' | 'sdk';
    channels: readonly (readonly string[])[];
    dataBytes: number;
    inFlight: number;
    protocol: Protocol;
  }) {
    const { channels, client, dataBytes, inFlight, protocol } = input;
    ({ port } = input);
    for (const lane of lanes) lane.end();
    requests = Array.from({ length: bodies }, (_, index) =>
      protocol === 'mercure'
        ? mercureRequest(
            port,
            channels[index % channels.length] as readonly string[],
            dataOf(index, dataBytes),
            `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          )
        : rawRequest('events', publishOf(channels, index, dataBytes)),
    );
    const isRaw = client === 'raw';
    lanes = Array.from({ length: inFlight }, () => (isRaw ? new RawLane() : new SdkLane(channels, dataBytes)));
    return null;
  },
  /** Publishes for `forMs` and at least `least` times. Resolves when all is answered. */
  async publish({ forMs, least, times }: { forMs: number; least: number; times: number }) {
    const startMs = nowMs();
    next = 0;
    const sent = await new Promise<number>((resolve, reject) => {
      const done = () => resolve(run?.sent ?? 0);
      run = { untilMs: startMs + forMs, least, times, sent: 0, answered: 0, done, failed: reject };
      for (const lane of lanes) lane.go();
    });
    run = null;
    return { sent, startMs };
  },
  /**
   * Sends events at an even rate for a time, `batch` of them in a request, each with the time at which it is sent.
   * Returns how many were sent.
   */
  async stream(input: { port: number; channel: string; perSecond: number; batch: number; forMs: number }) {
    ({ port } = input);
    const lane = new RawLane();
    const startMs = nowMs();
    let sent = 0;
    for (let passedMs = 0; passedMs < input.forMs; passedMs = nowMs() - startMs) {
      // Not more at once than a busy moment of ours may have held up.
      const due = Math.min(Math.floor((passedMs / 1000) * input.perSecond) - sent, input.perSecond / 20);
      for (let count = 0; count + input.batch <= due; count += input.batch) {
        await lane.ask(eventsOf(input.channel, input.batch));
        sent += input.batch;
      }
      await pause(1);
    }
    lane.end();
    return { sent };
  },
});

function eventsOf(channel: string, count: number): Buffer {
  const event = { name: 'OrderShipped', channel, data: `{"sent":${nowMs().toFixed(1)},"pad":"${'x'.repeat(150)}"}` };
  if (count === 1) return rawRequest('events', event);
  return rawRequest('batch_events', { batch: Array.from({ length: count }, () => event) });
}
