import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

/** Headers to send; a list sends the header that many times. */
export type SentHeaders = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
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

export function token(claims: object, secret: string, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  const hash = `sha${(header as { alg: string }).alg.slice(2)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

export function openStream(url: string, headers: SentHeaders): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: headers as OutgoingHttpHeaders, agent: false }, (response) =>
      resolve(new Stream(response)),
    );
    asked.on('error', reject);
    asked.end();
  });
}

export function askOne(url: string, method: string, headers: SentHeaders, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: headers as OutgoingHttpHeaders, agent: false }, (response) => {
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
