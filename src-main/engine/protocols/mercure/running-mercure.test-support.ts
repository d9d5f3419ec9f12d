import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Clock } from '../../clock';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createMercure } from '.';
import { formText } from './form';
import { defaultMercure, type MercureSettings } from './settings';

export const testSecret = 'a secret of the tests, long enough for every hash';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RunningMercure {
  readonly hub: Hub;
  readonly recorder: MemoryRecorder;
  /** http://127.0.0.1:PORT/.well-known/mercure */
  readonly url: string;
  publish(fields: readonly (readonly [string, string])[], headers?: Record<string, string>): Promise<Answer>;
  /** An open stream, whatever its status. */
  subscribe(query: string, headers?: Record<string, string>): Promise<Stream>;
  ask(method: string, target: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** A stream as its bytes come in. */
export class Stream {
  text = '';
  isOver = false;
  private wake = (): void => {};

  constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.text += chunk;
      this.wake();
    });
    response.on('close', () => {
      this.isOver = true;
      this.wake();
    });
    response.on('error', () => {});
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** Whole events so far, without comments. */
  get events(): readonly string[] {
    const blocks = this.text.split('\n\n').slice(0, -1);
    return blocks.map((block) => block.replace(/^(:\n)+/, '')).filter((block) => block !== '');
  }

  /** Resolves when `test` holds; rejects when the stream ends before. */
  async until(test: (stream: Stream) => boolean): Promise<this> {
    while (!test(this)) {
      if (this.isOver) throw new Error(`The stream ended with: ${this.text}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this;
  }

  async received(count: number): Promise<readonly string[]> {
    return (await this.until(({ events }) => events.length >= count)).events;
  }

  async ended(): Promise<this> {
    while (!this.isOver) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this;
  }

  close(): void {
    this.response.destroy();
  }
}

export function token(claims: object, secret = testSecret, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  const hash = `sha${(header as { alg: string }).alg.slice(2)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

export function bearer(mercure: object, more: object = {}): Record<string, string> {
  return { authorization: `Bearer ${token({ mercure, ...more })}` };
}

export const mayPublish = bearer({ publish: ['*'] });

/** A hub on a free port of the loopback, with one long secret for both roles. */
export async function startMercure(
  settings: Partial<MercureSettings> = {},
  parts: { readonly clock?: Clock; readonly random?: () => number } = {},
): Promise<RunningMercure> {
  const recorder = new MemoryRecorder();
  const keys = { secrets: [testSecret], algorithm: 'HS256' } as const;
  const mercure = createMercure({ ...defaultMercure, publisher: keys, subscriber: keys, ...settings });
  const { clock = systemClock, random = Math.random } = parts;
  const hub = createHub({ recorder, clock, random, apps: [], protocols: [mercure], firstConnectionId: 1 });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const origin = listener?.url ?? '';
  const url = `${origin}/.well-known/mercure`;
  const streams: Stream[] = [];
  const ask = (method: string, target: string, headers: Record<string, string> = {}, body = '') =>
    askOne(`${origin}${target}`, method, headers, body);
  return {
    hub,
    recorder,
    url,
    ask,
    publish: (fields, headers = mayPublish) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      return ask('POST', '/.well-known/mercure', { ...type, ...headers }, formText(fields));
    },
    subscribe: async (query, headers = {}) => {
      const stream = await openStream(`${url}${query}`, headers);
      streams.push(stream);
      return stream;
    },
    close: async () => {
      for (const stream of streams) stream.close();
      await hub.close();
    },
  };
}

export function openStream(url: string, headers: Record<string, string>): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => resolve(new Stream(response)));
    asked.on('error', reject);
    asked.end();
  });
}

function askOne(url: string, method: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
