import { expect, test } from 'vitest';
import { startDesk } from '../../clients/session-desk.test-support';
import { handServer, profileOf, socketServer, webSocket } from './web-socket-server.test-support';

// What servers on Swoole do, read in the sources of swooletw/laravel-swoole 2, hhxsv5/laravel-s 3 and laravel/octane.

test('laravel-swoole with SimpleParser is recognised by {event, data}', async () => {
  const url = await socketServer((socket) => {
    socket.on('message', () => socket.send('{"event":"message","data":{"hello":"you"}}'));
  });
  const { desk, start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(url));
  await until('ws', ({ phase }) => phase === 'connected');
  await desk.send({ profile: 'ws', values: { as: 'json', data: '{"event":"example","data":{"a":1}}' } });
  const { facts } = await until('ws', ({ received }) => received === 1);
  expect(facts[0]?.value).toMatch(/^\{event, data\}: the client sent .*\(not sure\)|^\{event, data\}: /);
  expect(recorder.of('deliver')[0]).toMatchObject({ event: 'message', detail: { readAs: 'event-data' } });
  expect(recorder.of('client')[0]).toMatchObject({ event: 'example' });
});

test('laravel-s pushes what it likes at any path', async () => {
  const url = await socketServer((socket) => socket.send('Welcome to LaravelS'));
  const { start, until, recorder } = await startDesk([webSocket]);
  await start(profileOf(`${url}/no/such/route`));
  await until('ws', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]).toMatchObject({ event: 'message', text: 'Welcome to LaravelS' });
});

test('Octane has no WebSocket: its route answers the upgrade', async () => {
  const url = await handServer((_request, socket) =>
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nNot Found'),
  );
  const { start, until } = await startDesk([webSocket]);
  await start(profileOf(`${url}/`));
  const { problem } = await until('ws', ({ phase }) => phase === 'failed');
  expect(problem?.message).toContain('answered 404');
  expect(problem?.hint).toContain('no WebSocket');
});
