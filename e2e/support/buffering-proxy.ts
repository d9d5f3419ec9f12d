import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from './host';

export interface BufferingProxy {
  /** Of the proxy, in the place of the server's own. */
  readonly url: URL;
}

/**
 * A reverse proxy before a server, that does with answers what nginx does unless it is told otherwise: it passes them on in
 * pieces of so many bytes, and what is left at their end.
 */
async function startProxy(server: URL, pieceBytes: number) {
  const proxy = createServer((asked, response) => {
    const upstream = request(
      { host: server.hostname, port: server.port, method: asked.method, path: asked.url, headers: asked.headers },
      (answer) => {
        const { 'x-accel-buffering': _taken, connection: _hop, ...headers } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, { ...headers, via: '1.1 buffering' });
        response.flushHeaders();
        let held: Buffer[] = [];
        let bytes = 0;
        const pass = () => {
          response.write(Buffer.concat(held));
          [held, bytes] = [[], 0];
        };
        answer.on('data', (chunk: Buffer) => {
          held.push(chunk);
          bytes += chunk.length;
          if (bytes >= pieceBytes) pass();
        });
        answer.on('end', () => {
          pass();
          response.end();
        });
        answer.on('error', () => response.destroy());
      },
    );
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    asked.pipe(upstream);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const stop = () =>
    new Promise((resolve) => {
      proxy.close(resolve);
      proxy.closeAllConnections();
    });
  return { url: new URL(`http://127.0.0.1:${port}`), stop };
}

export const testWithProxy = test.extend<{ bufferingProxy: BufferingProxy }>({
  // `proxy` is an option of Playwright's own.
  bufferingProxy: async ({ opened: { hub } }, use) => {
    const proxy = await startProxy(hub, 1_000);
    await use(proxy);
    await proxy.stop();
  },
});
