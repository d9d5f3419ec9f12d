import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';

export interface DemoMessage {
  readonly name: string;
  readonly channel: string;
  readonly data: object;
  /** Left out of the receivers. */
  readonly socketId?: string;
}

/** Publishes as an app server does: a signed request over HTTP. Resolves with the status, 0 if there was no answer. */
export function publishSigned(
  hub: URL,
  app: { readonly id: string; readonly key: string; readonly secret: string },
  message: DemoMessage,
  nowMs: number,
): Promise<number> {
  const { name, channel, data, socketId } = message;
  const body = JSON.stringify({
    name,
    channels: [channel],
    data: JSON.stringify(data),
    ...(socketId === undefined ? {} : { socket_id: socketId }),
  });
  const path = `/apps/${app.id}/events`;
  const md5 = createHash('md5').update(body).digest('hex');
  const seconds = Math.floor(nowMs / 1_000);
  const query = `auth_key=${app.key}&auth_timestamp=${seconds}&auth_version=1.0&body_md5=${md5}`;
  const signature = createHmac('sha256', app.secret).update(`POST\n${path}\n${query}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'user-agent': 'Hubbub demo' };
  return new Promise((resolve) => {
    const sent = request(new URL(`${path}?${query}&auth_signature=${signature}`, hub), { method: 'POST', headers });
    sent.on('response', (response) => {
      response.resume();
      response.on('close', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
