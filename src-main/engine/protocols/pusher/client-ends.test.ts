import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock } from '../../hub/clocks.test-support';
import { pusher } from '.';

const profile = (port: number) => ({
  name: 'Own',
  protocol: 'pusher',
  fields: { server: 'other', host: '127.0.0.1', port, key: 'key' },
});

/** What is done with each code, beside pusher-js itself: `pusher-js-ends.test.ts`. */
describe('an end, and a silence', () => {
  async function scripted(script: (socket: WebSocket, number: number) => void) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    let number = 0;
    server.on('connection', (socket) => script(socket, ++number));
    onTestFinished(() => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }
  const hello =
    '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}';

  test('an error before the handshake counts as a close, though the socket is left open', async () => {
    const port = await scripted((socket) =>
      socket.send('{"event":"pusher:error","data":"{\\"code\\":4001,\\"message\\":\\"Application does not exist\\"}"}'),
    );
    const under = await startDesk([pusher]);
    await under.start(profile(port));
    const { problem } = await under.until('own', ({ phase }) => phase === 'failed');
    expect(problem?.message).toContain('4001');
    expect(problem?.message).toContain('Application does not exist');
  });

  test('silence is asked about, and no answer ends it', async () => {
    const clock = new ManualClock();
    const own = await startDesk([pusher], { clock });
    const heard: string[] = [];
    const port = await scripted((socket) => {
      socket.on('message', (text) => heard.push(String(text)));
      socket.send(hello);
    });
    await own.start(profile(port));
    await own.until('own', ({ phase }) => phase === 'connected');
    clock.advance(30_000);
    await own.recorder.waitFor(({ event }) => event === 'pusher:ping');
    clock.advance(30_000);
    await own.recorder.waitFor(({ kind, action, detail }) => {
      return kind === 'connection' && action === 'close' && detail?.reason === 'No answer to pusher:ping within 30 s.';
    });
    // And back at once, as pusher-js does.
    await own.until('own', ({ phase, attempt }) => phase === 'connected' && attempt === 1);
    expect(heard).toEqual(['{"event":"pusher:ping","data":{}}']);
  });

  test('a frame that is no JSON is an error entry, and nothing ends', async () => {
    const port = await scripted((socket) => {
      socket.send(hello);
      socket.send('{{{');
    });
    const under = await startDesk([pusher]);
    await under.start(profile(port));
    await under.recorder.waitFor(({ kind, text }) => kind === 'error' && text === '{{{');
    expect(under.desk.list()[0]?.phase).toBe('connected');
  });
});
