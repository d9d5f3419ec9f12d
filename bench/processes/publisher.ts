/** An app server with many requests in flight, over plain TCP and signed beforehand, so that it is never the slow side. */
import { createHash, createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { app } from '../harness/app';
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
let isKeeping = true;
let requests: readonly Buffer[] = [];
let next = 0;
let run: Run | null = null;

/** One publish after the other: over one connection for as long as the server keeps it, or each over one of its own. */
class Lane {
  private socket: Socket | null = null;
  private text = '';
  private isWaiting = false;

  go(): void {
    if (run === null || this.isWaiting) return;
    if (run.sent >= run.least && run.sent % run.times === 0 && nowMs() >= run.untilMs) {
      if (run.answered === run.sent) run.done();
      return;
    }
    run.sent += 1;
    this.write(requests[next % requests.length] as Buffer);
    next += 1;
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
    if (!this.text.startsWith('HTTP/1.1 200')) {
      run?.failed(new Error(`a publish was answered with ${this.text.slice(0, 400)}`));
      return;
    }
    if (!isKeeping || /connection: close/i.test(this.text)) this.end();
    this.text = '';
    this.isWaiting = false;
    if (run !== null) run.answered += 1;
    this.go();
  }
}

let lanes: readonly Lane[] = [];

function publishOf(names: readonly string[], index: number, dataBytes: number): Buffer {
  const start = `{"id":${index},"status":"shipped","note":"`;
  const data = `${start}${'x'.repeat(dataBytes - start.length - 2)}"}`;
  return signed('events', { name: 'OrderShipped', channels: names, data });
}

function signed(endpoint: string, content: object): Buffer {
  const body = JSON.stringify(content);
  const path = `/apps/${app.id}/${endpoint}`;
  const query = `auth_key=${app.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}&auth_version=1.0&body_md5=${createHash('md5').update(body).digest('hex')}`;
  const signature = createHmac('sha256', app.secret).update(`POST\n${path}\n${query}`).digest('hex');
  return Buffer.from(
    `POST ${path}?${query}&auth_signature=${signature} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

serveCommands({
  /** `channels[i]` are those that publish i goes to, again and again. */
  prepare(input: {
    port: number;
    channels: readonly (readonly string[])[];
    dataBytes: number;
    inFlight: number;
    isKeeping: boolean;
  }) {
    ({ port, isKeeping } = input);
    requests = Array.from({ length: bodies }, (_, index) =>
      publishOf(input.channels[index % input.channels.length] as readonly string[], index, input.dataBytes),
    );
    for (const lane of lanes) lane.end();
    lanes = Array.from({ length: input.inFlight }, () => new Lane());
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
    isKeeping = true;
    const lane = new Lane();
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
  if (count === 1) return signed('events', event);
  return signed('batch_events', { batch: Array.from({ length: count }, () => event) });
}
