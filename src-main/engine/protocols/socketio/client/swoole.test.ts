import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { profileOf, socketIo, swooleServer } from './servers.test-support';

// What swooletw/laravel-swoole 2 sends, read in its source (SocketIOParser, Controllers/SocketIOController): there is no
// Swoole extension to run it with here.
const opening = '0{"sid":"NjU0NmY5ZTAxYjJhNQ==","upgrades":[],"pingInterval":25000,"pingTimeout":60000}';

test('laravel-swoole: connects, pings, and shows text it did not escape', async () => {
  const heard: string[] = [];
  const url = await swooleServer((socket) => {
    socket.send(opening);
    socket.send('40');
    socket.on('message', (data) => {
      const text = String(data);
      heard.push(text);
      if (text.startsWith('2')) socket.send(`3${text.slice(1)}`);
      if (text.startsWith('42')) socket.send('42["message","he said "hi" there"]');
    });
  });
  const { desk, start, until, recorder } = await startDesk([socketIo]);
  await start(profileOf(url, { channels: 'none' }));
  const state = await until('io', ({ phase }) => phase === 'connected');
  expect(state.facts).toContainEqual({ name: 'engine', value: 'Engine.IO 3' });
  const { words } = await desk.send({ profile: 'io', values: { event: 'example', data: '{"a":1}' } });
  expect(words).toBe('Written to the socket. No acknowledgement was asked for.');
  await until('io', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]).toMatchObject({
    event: 'message',
    summary: '"he said \\"hi\\" there"',
    detail: { note: 'invalid JSON payload' },
  });
  expect(heard).toEqual(['42["example",{"a":1}]']);
});

test('laravel-swoole: the wrong length of its answer to a poll is got over, and its refusal of posts is told', async () => {
  const url = await swooleServer(
    () => {},
    (method) => (method === 'POST' ? [400, '{"code":3,"message":"Bad request"}'] : [200, `97:${opening}2:40`]),
  );
  const { desk, start, until } = await startDesk([socketIo]);
  await start(profileOf(url, { transport: 'polling', channels: 'none' }));
  const state = await until('io', ({ phase }) => phase === 'connected');
  expect(state.facts.find(({ name }) => name === 'note')?.value).toContain('lengths in the answer to a poll are wrong');
  await desk.send({ profile: 'io', values: { event: 'a' } });
  const { problem } = await until('io', ({ problem: one }) => one !== null);
  expect(problem?.hint).toContain('laravel-swoole answers so to every POST');
});
