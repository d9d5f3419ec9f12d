import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RawFrame } from '../../src-main/engine/protocols/pusher/raw-client.test-support';
import { RawClient } from '../../src-main/engine/protocols/pusher/raw-client.test-support';
import type { Answer, Twist } from '../../src-main/engine/protocols/pusher/signed-request.test-support';
import { exchange, signedTarget } from '../../src-main/engine/protocols/pusher/signed-request.test-support';

export interface PusherApp {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
}

export interface RequestOptions extends Twist {
  readonly params?: { readonly [name: string]: string };
  readonly headers?: { readonly [name: string]: string };
  /** Path in place of the app's own. */
  readonly path?: string;
}

export const usualQuery = '?protocol=7&client=js&version=8.6.0&flash=false';
export const succeeded = 'pusher_internal:subscription_succeeded';

/** A server under test, from outside: WebSocket and HTTP only, on channels nobody else uses. */
export class PusherServer {
  private readonly opened: { close(): void }[] = [];
  private readonly own = randomUUID().slice(0, 8);

  constructor(
    readonly url: string,
    readonly app: PusherApp,
  ) {}

  /** A channel, event or user of this case alone. */
  name(base: string): string {
    return `${base}-${this.own}`;
  }

  /** The handshake was sent; nothing is waited for. */
  open(query = usualQuery, key = this.app.key, options: object = {}): RawClient {
    const client = new RawClient(`${this.url.replace(/^http/, 'ws')}/app/${key}${query}`, options);
    client.opened.catch(() => {});
    this.opened.push(client);
    return client;
  }

  async connect(): Promise<RawClient> {
    return this.open().established();
  }

  /** Connected and subscribed; with a user where one is given. */
  async member(channel: string, user?: object): Promise<RawClient> {
    const client = await this.connect();
    const frame = await client.subscribe(channel, this.auth(client, channel, user));
    if (frame.event !== succeeded) throw new Error(`${channel}: ${JSON.stringify(frame)}`);
    return client;
  }

  auth(client: RawClient, channel: string, user?: string | object, secret = this.app.secret) {
    const data = user === undefined || typeof user === 'string' ? user : JSON.stringify(user);
    const text = [client.socketId, channel, ...(data === undefined ? [] : [data])].join(':');
    const auth = `${this.app.key}:${createHmac('sha256', secret).update(text).digest('hex')}`;
    return data === undefined ? { auth } : { auth, channel_data: data };
  }

  signInAuth(client: RawClient, user: object, secret = this.app.secret) {
    const user_data = JSON.stringify(user);
    const text = `${client.socketId}::user::${user_data}`;
    return { auth: `${this.app.key}:${createHmac('sha256', secret).update(text).digest('hex')}`, user_data };
  }

  /** A signed request below /apps/ID. */
  request(method: string, path: string, body: unknown = '', options: RequestOptions = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { pathname } = new URL(this.url);
    const full = `${pathname.replace(/\/$/, '')}${options.path ?? `/apps/${this.app.id}${path}`}`;
    const twist = { key: this.app.key, secret: this.app.secret, ...options };
    return this.send(method, signedTarget(method, full, text, options.params ?? {}, twist), text, options.headers);
  }

  publish(fields: object, options: RequestOptions = {}): Promise<Answer> {
    return this.request('POST', '/events', fields, options);
  }

  send(method: string, target: string, body = '', headers: { readonly [name: string]: string } = {}): Promise<Answer> {
    const url = new URL(this.url);
    const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const type = body === '' ? {} : { 'content-type': 'application/json' };
    const options = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      method,
      path: target,
      headers: { ...type, ...headers },
      agent: false,
    };
    return exchange((take) => begin(options, take), body);
  }

  end(): void {
    for (const client of this.opened) client.close();
  }
}

/** Sends what a server has to complain of; the connection stays. */
export async function complaint(client: RawClient, message: unknown): Promise<RawFrame> {
  client.send(message);
  const frames = await client.flush();
  if (frames.length !== 1 || frames[0]?.event !== 'pusher:error') {
    throw new Error(`One pusher:error was to come, and not ${JSON.stringify(frames)}`);
  }
  return frames[0];
}

/** Waits until a condition holds: what a server does after a peer has gone takes a moment. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('It did not come to hold within 5 s.');
}
