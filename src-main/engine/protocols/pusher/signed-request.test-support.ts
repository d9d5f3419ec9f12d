import { createHash, createHmac } from 'node:crypto';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { defaultApp } from '../../hub/apps';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
}

/** What to sign differently from how it should be; null leaves a parameter out. */
export interface Twist {
  readonly key?: string | null;
  readonly secret?: string;
  readonly timestamp?: string | null;
  readonly version?: string | null;
  readonly md5?: string | null;
  readonly signature?: string | null;
}

/** Path and query of a request, signed here from the written rules, without any of the hub's code. */
export function signedTarget(
  method: string,
  path: string,
  body = '',
  params: { readonly [name: string]: string } = {},
  twist: Twist = {},
): string {
  const wanted: { [name: string]: string | null } = {
    ...params,
    auth_key: twist.key === undefined ? defaultApp.key : twist.key,
    auth_timestamp: twist.timestamp === undefined ? String(Math.floor(Date.now() / 1000)) : twist.timestamp,
    auth_version: twist.version === undefined ? '1.0' : twist.version,
    body_md5: twist.md5 === undefined ? (body === '' ? null : md5Of(body)) : twist.md5,
  };
  const query = Object.entries(wanted)
    .filter((pair): pair is [string, string] => pair[1] !== null)
    .sort(([left], [right]) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
  const signed = query.map(([name, value]) => `${name.toLowerCase()}=${value}`).join('&');
  const secret = twist.secret ?? defaultApp.secret;
  const correct = createHmac('sha256', secret).update(`${method}\n${path}\n${signed}`).digest('hex');
  const signature = twist.signature === undefined ? correct : twist.signature;
  const sent = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${path}?${[...sent, ...(signature === null ? [] : [`auth_signature=${signature}`])].join('&')}`;
}

export function send(
  port: number,
  method: string,
  target: string,
  body: string | Buffer = '',
  headers: { readonly [name: string]: string } = {},
): Promise<Answer> {
  return exchange(
    (take) => httpRequest({ host: '127.0.0.1', port, method, path: target, headers, agent: false }, take),
    body,
  );
}

/** Sends the body of a request that `begin` has begun, and waits for the whole answer. */
export function exchange(
  begin: (take: (response: IncomingMessage) => void) => ClientRequest,
  body: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = begin((response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          contentType: response.headers['content-type'] ?? '',
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A signed request as an SDK would make it. */
export function signedSend(
  port: number,
  method: string,
  path: string,
  body: unknown = '',
  params: { readonly [name: string]: string } = {},
  twist: Twist = {},
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send(port, method, signedTarget(method, path, text, params, twist), text);
}

export function publish(port: number, body: unknown, twist: Twist = {}): Promise<Answer> {
  return signedSend(port, 'POST', '/apps/12345/events', body, {}, twist);
}

/** What an auth endpoint answers for a channel. */
export function channelAuth(
  socketId: string,
  channel: string,
  user?: string | object,
  secret = defaultApp.secret,
): { auth: string; channel_data?: string } {
  const data = user === undefined ? undefined : typeof user === 'string' ? user : JSON.stringify(user);
  const text = data === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${data}`;
  const auth = `${defaultApp.key}:${createHmac('sha256', secret).update(text).digest('hex')}`;
  return data === undefined ? { auth } : { auth, channel_data: data };
}

/** What a user authentication endpoint answers. */
export function userAuth(
  socketId: string,
  user: string | object,
  secret = defaultApp.secret,
): { auth: string; user_data: string } {
  const data = typeof user === 'string' ? user : JSON.stringify(user);
  const signature = createHmac('sha256', secret).update(`${socketId}::user::${data}`).digest('hex');
  return { auth: `${defaultApp.key}:${signature}`, user_data: data };
}

function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
