import { createHmac } from 'node:crypto';

/** What the hub takes without any configuration. */
const secret = '!ChangeThisMercureHubJWTSecretKey!';

function token(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ mercure: { publish: ['*'] } })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** A publish as symfony/mercure sends it, as bytes. It brings its id, so that all servers deliver the same event. */
export function mercureRequest(port: number, topics: readonly string[], data: string, id: string): Buffer {
  const fields = [...topics.map((topic) => ['topic', topic]), ['data', data], ['id', id], ['type', 'OrderShipped']];
  const body = new URLSearchParams(fields as [string, string][]).toString();
  return Buffer.from(
    `POST /.well-known/mercure HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token()}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
