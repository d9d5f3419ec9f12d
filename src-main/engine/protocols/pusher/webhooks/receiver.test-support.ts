import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Pusher from 'pusher';
import { defaultApp } from '../../../hub/apps';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
}

/** An app server that takes webhooks, and answers as it is told. */
export async function startReceiver(): Promise<{
  readonly url: string;
  readonly received: readonly Received[];
  /** Status of the next answers, in turn; 200 after them. null: the connection is cut. */
  answerWith(...statuses: (number | null)[]): void;
  /** The events of all requests so far, each checked and parsed by the official SDK. */
  events(secret?: string): readonly { readonly name: string; readonly [field: string]: unknown }[];
  /** Resolves when so many requests have come. */
  requests(count: number): Promise<void>;
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const answers: (number | null)[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks).toString() });
      const status = answers.length === 0 ? 200 : (answers.shift() as number | null);
      if (status === null) {
        request.socket.destroy();
      } else {
        response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`answer ${status}`);
      }
      for (const { count, resolve } of waiting) {
        if (received.length >= count) resolve();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answerWith: (...statuses) => answers.push(...statuses),
    events(secret = defaultApp.secret) {
      const sdk = new Pusher({ appId: defaultApp.id, key: defaultApp.key, secret, host: 'unused' });
      return received.flatMap(({ headers, rawBody }) => {
        const webhook = sdk.webhook({ headers: headers as { [name: string]: string }, rawBody });
        if (!webhook.isValid()) throw new Error('The SDK does not take this webhook.');
        return webhook.getEvents() as unknown as { name: string }[];
      });
    },
    requests: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
