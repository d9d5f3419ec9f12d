import { randomUUID } from 'node:crypto';
import { formText } from '../../src-main/engine/protocols/mercure/form';
import type { Answer, SentHeaders, Stream } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { askOne, openStream, token } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import type { ExternalTarget } from '../target';

/** A hub under test, from outside: everything over HTTP, with topics nobody else uses. */
export class MercureHub {
  private readonly streams: Stream[] = [];
  private readonly own = randomUUID();

  readonly cursorHeader: string = 'last-event-id';
  readonly cookieName: string = 'mercureAuthorization';

  constructor(protected readonly target: ExternalTarget) {}

  get url(): string {
    return this.target.url;
  }

  get secret(): string {
    return this.target.secret;
  }

  /** One that may publish with a cookie. */
  get origin(): string {
    return this.target.origin;
  }

  topic(name: string): string {
    return `https://example.com/${this.own}/${name}`;
  }

  token(mercure: object, more: object = {}, secret = this.secret): string {
    return token({ mercure, ...more }, secret);
  }

  bearer(mercure: object, more: object = {}): SentHeaders {
    return { authorization: `Bearer ${this.token(mercure, more)}` };
  }

  get publisher(): SentHeaders {
    return this.bearer({ publish: ['*'] });
  }

  ask(method: string, suffix: string, headers: SentHeaders = {}, body = ''): Promise<Answer> {
    return askOne(`${this.url}${suffix}`, method, headers, body);
  }

  post(fields: readonly (readonly [string, string])[], headers: SentHeaders = this.publisher): Promise<Answer> {
    return this.ask('POST', '', { 'content-type': 'application/x-www-form-urlencoded', ...headers }, formText(fields));
  }

  /** Publishes, and gives the id. */
  async publish(topic: string, data: string, more: readonly (readonly [string, string])[] = []): Promise<string> {
    const { status, body } = await this.post([['topic', topic], ['data', data], ...more]);
    if (status !== 200) throw new Error(`A publish was answered with ${status}: ${body}`);
    return body;
  }

  async get(query: string, headers: SentHeaders = {}): Promise<Stream> {
    const stream = await openStream(`${this.url}${query}`, headers);
    this.streams.push(stream);
    return stream;
  }

  /** Parameter that asks for a topic, or for all with `*`. */
  asking(selector: string): string {
    return `topic=${encodeURIComponent(selector)}`;
  }

  /** Parameter of a cursor, behind others. */
  cursor(id: string): string {
    return `&lastEventID=${encodeURIComponent(id)}`;
  }

  /** An open stream, its first comment read. */
  async subscribe(selectors: readonly string[], headers: SentHeaders = {}, more = ''): Promise<Stream> {
    const query = selectors.map((one) => this.asking(one)).join('&');
    const stream = await this.get(`?${query}${more}`, headers);
    return stream.until(({ text }) => text.startsWith(':\n'));
  }

  /** Data of the events of a stream once there are `count` of them. */
  async data(stream: Stream, count: number): Promise<readonly string[]> {
    return (await stream.received(count)).map((block) =>
      block
        .split('\n')
        .flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
        .join('\n'),
    );
  }

  end(): void {
    for (const stream of this.streams) stream.close();
  }
}
