import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { startDesk } from '../../clients/session-desk.test-support';
import { tlsFiles } from '../../peers/tls-files.test-support';
import { accept, answer, handServer, profileOf, webSocket } from './web-socket-server.test-support';

test.each([
  ['200 OK', '', 'never', 200, /Something else than a realtime server/],
  ['302 Found', 'Location: /login\r\n', 'never', 302, /session cookie or a token/],
  ['400 Bad Request', '', 'never', 400, /taken Upgrade, Connection or Sec-WebSocket-Key out/],
  ['401 Unauthorized', '', 'never', 401, /credentials with the handshake/],
  // Ratchet 0.4.4's own heads: another origin, another host, large cookies (../relay/recordings/ratchet-0.4.4.txt).
  ['403 Forbidden', 'X-Powered-By: Ratchet/0.4.4\r\n', 'never', 403, /Origin/],
  ['404 Not Found', 'X-Powered-By: Ratchet/0.4.4\r\n', 'never', 404, /localhost and 127\.0\.0\.1 are two/],
  ['413 Request Entity Too Large', 'X-Powered-By: Ratchet/0.4.4\r\n', 'never', 413, /4,096 bytes/],
  ['404 Not Found', 'Server: nginx/1.25.3\r\n', 'never', 404, /no WebSocket at all/],
  ['405 Method Not Allowed', 'Allow: POST\r\n', 'never', 405, /takes no GET/],
  ['426 Upgrade Required', 'Sec-WebSocket-Version: 8\r\n', 'never', 426, /subprotocol, or another version/],
  ['429 Too Many Requests', '', 'later', 429, /./],
  ['500 Internal Server Error', '', 'later', 500, /Its log has the reason/],
  ['502 Bad Gateway', 'Server: nginx\r\n', 'later', 502, /does the proxy point at its port/],
  ['503 Service Unavailable', '', 'later', 503, /php artisan up/],
] as const)('%s to the handshake is told in words', async (status, headers, retry, code, hint) => {
  const url = await handServer(answer(status, headers, 'no'));
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const state = await until('ws', ({ phase }) => phase === (retry === 'never' ? 'failed' : 'waiting'));
  expect(state.problem?.message).toContain(`answered ${code}`);
  const named = /: (.*)\r\n/.exec(headers)?.[1] ?? '';
  if (/^(Ratchet|nginx)/.test(named)) expect(state.problem?.message).toContain(`It calls itself ${named}.`);
  expect(state.problem?.hint).toMatch(hint);
  expect(recorder.of('refused', 'open')[0]).toMatchObject({ code, direction: 'down' });
});

test('a route that wants a subprotocol gets the one it names, as a WAMP route of Ratchet', async () => {
  const url = await handServer((request, socket) => {
    if (request.headers['sec-websocket-protocol'] === undefined) {
      answer('426 Upgrade Required', 'Sec-WebSocket-Protocol: wamp\r\nX-Powered-By: Ratchet/0.4.4\r\n')(
        request,
        socket,
      );
    } else {
      accept('Sec-WebSocket-Protocol: wamp\r\n', (open) => {
        const text = '[0,"5ec1","1","Ratchet/0.4.4"]'.replace('"1"', '1');
        open.write(Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]));
      })(request, socket);
    }
  });
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  const state = await until('ws', ({ facts }) => facts.some(({ value }) => value.includes('SESSION')));
  expect(state.facts[0]?.value).toContain('WAMP 1: subprotocol wamp was chosen');
  const welcome = await recorder.waitFor(({ event }) => event === 'WELCOME');
  expect(welcome).toMatchObject({ kind: 'ping', action: 'chatter' });
});

test('a server on Swoole that sends the whole list of subprotocols back is told of in words', async () => {
  const url = await handServer(accept('Sec-WebSocket-Protocol: a, b\r\n'));
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(url, { subprotocols: 'a, b' }));
  const { problem } = await until('ws', ({ phase }) => phase === 'failed');
  expect(problem).toMatchObject({ hint: 'Offer one subprotocol at most.' });
  expect(problem?.message).toContain('servers on Swoole');
});

test('a handshake that is wrong after 101, and none of the offered subprotocols, are told in words', async () => {
  const wrongKey = await handServer((_request, socket) =>
    socket.write('HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n'),
  );
  const noChoice = await handServer(accept(''));
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(wrongKey));
  expect((await until('ws', ({ phase }) => phase === 'failed')).problem?.message).toContain('Sec-WebSocket-Accept');
  await start({ ...profileOf(noChoice, { subprotocols: 'a' }), id: 'ws' });
  const state = await until('ws', ({ problem }) => problem?.message.includes('chose none') === true);
  expect(state.phase).toBe('failed');
});

test("wss:// with an authority of one's own, and without one it is said why not", async () => {
  const files = await tlsFiles();
  const http = createServer({ cert: readFileSync(files.cert), key: readFileSync(files.key) });
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => socket.send('secret'));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    http.close();
    files.remove();
  });
  const url = `wss://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(url));
  expect((await until('ws', ({ phase }) => phase === 'waiting')).problem?.message).toContain('certificate not trusted');
  await start({ ...profileOf(url, { authorityFile: files.authority }), id: 'ws' });
  await until('ws', ({ phase, received }) => phase === 'connected' && received === 1);
});
