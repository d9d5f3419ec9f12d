import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Pusher from 'pusher';

export interface AuthServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** An application's auth endpoint: who has a token is a user, and the SDK signs for users only. */
export async function startAuthServer(sdk: Pusher, users: ReadonlyMap<string, string>): Promise<AuthServer> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const user = users.get(String(request.headers.authorization).replace('Bearer ', ''));
      const form = new URLSearchParams(body);
      const channel = form.get('channel_name') ?? '';
      if (user === undefined) {
        response.writeHead(403).end('Forbidden');
        return;
      }
      const member = channel.startsWith('presence-') ? { user_id: user, user_info: { name: user } } : undefined;
      const auth = sdk.authorizeChannel(form.get('socket_id') ?? '', channel, member);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(auth));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/broadcasting/auth`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
