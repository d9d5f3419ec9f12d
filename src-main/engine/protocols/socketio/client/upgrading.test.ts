import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionState } from '../../../../contract/session';
import { startDesk } from '../../../clients/session-desk.test-support';
import { ioServer, profileOf, socketIo, swooleServer } from './servers.test-support';

const both = { transport: 'both', channels: 'none' };
const factOf = ({ facts }: SessionState, wanted: string) => facts.find(({ name }) => name === wanted)?.value;

test.each([2, 4] as const)(
  'Socket.IO %i: from polling to the WebSocket of the same session, and nothing is lost on the way',
  async (version) => {
    const { url, io } = await ioServer(version);
    const heard: number[] = [];
    let connections = 0;
    let transport = () => '';
    io.on('connection', (socket) => {
      connections += 1;
      transport = () => (socket.conn as unknown as { transport: { name: string } }).transport.name;
      socket.on('say', (number: number, reply: () => void) => {
        heard.push(number);
        reply();
      });
      // Before, during and after the change.
      let number = 0;
      const timer = setInterval(() => {
        socket.emit('count', number);
        number += 1;
        if (number === 200) clearInterval(timer);
      }, 2);
    });
    const { desk, start, until, recorder } = await startDesk([socketIo]);
    await start(profileOf(url, both));
    await until('io', ({ phase }) => phase === 'connected');
    for (let number = 0; number < 20; number += 1) {
      await desk.send({ profile: 'io', values: { event: 'say', data: String(number), wantsAck: true } });
    }
    const state = await until('io', (one) => factOf(one, 'transport') === 'websocket, after polling');
    await recorder.waitFor(({ event, summary }) => event === 'count' && summary === '199');
    const counted = recorder.of('deliver').filter(({ event }) => event === 'count');
    expect(counted.map(({ summary }) => Number(summary))).toEqual(Array.from({ length: 200 }, (_, number) => number));
    expect(heard).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect([connections, transport()]).toEqual([1, 'websocket']);
    expect(factOf(state, 'note')).toBeUndefined();
    const texts = recorder.of('ping').map(({ direction, text }) => `${direction} ${text}`);
    expect(texts).toEqual(expect.arrayContaining(['up 2probe', 'down 3probe', 'up 5']));
  },
);

// What the SocketIOController and the HeartbeatStrategy of swooletw/laravel-swoole 2 do, read in their source.
test('laravel-swoole offers a WebSocket when it is polled, answers the probe, and says nothing more of itself', async () => {
  const sid = 'NjU0NmY5ZTAxYjJhNQ==';
  const opening = `0{"sid":"${sid}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":60000}`;
  const heard: string[] = [];
  const sockets: string[] = [];
  const url = await swooleServer(
    (socket, path) => {
      sockets.push(path);
      socket.on('message', (data) => {
        const text = String(data);
        heard.push(text);
        if (text.startsWith('42')) socket.send('42["message","hi"]');
        else if (text.startsWith('2')) socket.send(`3${text.slice(1)}`);
      });
    },
    (method, path) =>
      method === 'POST' ? [400, '{"code":3}'] : [200, path.includes('sid=') ? '1:6' : `97:${opening}2:40`],
  );
  const { desk, start, until, recorder } = await startDesk([socketIo]);
  await start(profileOf(url, both));
  await until('io', (state) => factOf(state, 'transport') === 'websocket, after polling');
  await desk.send({ profile: 'io', values: { event: 'example', data: '{"a":1}' } });
  await until('io', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]).toMatchObject({ event: 'message', text: '42["message","hi"]' });
  expect(heard).toEqual(['2probe', '5', '42["example",{"a":1}]']);
  expect(new URL(sockets[0] ?? '', 'ws://h').searchParams.get('sid')).toBe(sid);
});

test('where the WebSocket is not let through, polling goes on, and a note says why', async () => {
  const answers = ['0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}'];
  let waiting = (_: string) => {};
  const http = createServer((request, response) => {
    if (request.method === 'POST') {
      response.end('ok');
      waiting('40{"sid":"b"}\x1e42["made",{"id":7}]');
    } else {
      waiting = (text) => response.end(text);
      const answer = answers.shift();
      if (answer !== undefined) response.end(answer);
    }
  });
  http.on('upgrade', (_, socket) =>
    socket.end('HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n'),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const { start, until } = await startDesk([socketIo]);
  await start(profileOf(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, both));
  const state = await until('io', (one) => one.received === 1 && factOf(one, 'note') !== undefined);
  expect(factOf(state, 'note')).toMatch(/^The WebSocket was not opened: polling goes on\. .*answered 502/);
  expect([state.phase, factOf(state, 'transport'), state.problem]).toEqual(['connected', 'polling', null]);
});
