import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SessionFact } from '../../contract/session';
import { ManualClock } from '../hub/clocks.test-support';
import { toy } from '../protocols/toy';
import type { ClientSide } from './client-side';
import { startDesk } from './session-desk.test-support';

/** A server that takes every WebSocket and leaves the rest to the test. */
async function toyServer(onSocket: (socket: WebSocket, number: number) => void) {
  const http: Server = createServer((_request, response) => response.writeHead(404).end('no such place'));
  const server = new WebSocketServer({ server: http });
  let number = 0;
  server.on('connection', (socket) => {
    number += 1;
    onSocket(socket, number);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const profile = (url: string, more = {}) => ({ name: 'Toy', protocol: 'toy', fields: { url }, ...more });

test('connects, subscribes to what is wanted, and records what it sees with its source', async () => {
  const url = await toyServer((socket) => socket.on('message', () => socket.send('box\tmade\t{"id":7}')));
  const { start, until, recorder } = await startDesk([toy]);
  await start(profile(url, { channels: ['box'] }));
  const state = await until('toy', ({ received }) => received === 1);
  expect(state).toMatchObject({
    phase: 'connected',
    problem: null,
    attempt: 1,
    channels: [{ name: 'box', state: 'on' }],
  });
  expect(state.facts).toEqual([{ name: 'address', value: url }]);
  expect(recorder.entries.map(({ kind, source, protocol }) => [kind, source, protocol])).toEqual([
    ['connection', 'toy', 'toy'],
    ['subscribe', 'toy', 'toy'],
    ['deliver', 'toy', 'toy'],
  ]);
});

test('comes back by itself, waits longer each time, and subscribes again', async () => {
  const clock = new ManualClock();
  const url = await toyServer((socket, number) => (number < 3 ? socket.close(1011, 'broken') : undefined));
  const { start, until, desk } = await startDesk([toy], { clock });
  await start(profile(url, { channels: ['box'] }));
  const first = await until('toy', ({ phase }) => phase === 'waiting');
  expect(first).toMatchObject({ attempt: 1, problem: { message: 'broken' } });
  expect((first.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(1_000);
  clock.advance(1_000);
  const second = await until('toy', ({ phase, attempt }) => phase === 'waiting' && attempt === 2);
  expect((second.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(2_000);
  clock.advance(2_000);
  expect(await until('toy', ({ phase }) => phase === 'connected')).toMatchObject({ attempt: 3, problem: null });
  expect(desk.list()[0]?.channels).toMatchObject([{ name: 'box', state: 'on' }]);
});

test('what came while the connection was lost is a Gap, once, from the loss to the return', async () => {
  const clock = new ManualClock(1_000_000);
  const isForgetful: ClientSide = {
    ...(toy.client as ClientSide),
    connect(context, resolved) {
      const opened = (facts: readonly SessionFact[]) => {
        context.missed('Boxes filled meanwhile');
        context.memory.set('visits', `${context.memory.get('visits') ?? ''}x`);
        context.opened([...facts, { name: 'visits', value: context.memory.get('visits') ?? '' }]);
      };
      return (toy.client as ClientSide).connect(Object.assign(Object.create(context), { opened }), resolved);
    },
  };
  const url = await toyServer((socket, number) => (number < 3 ? socket.close(1011, 'broken') : undefined));
  const { start, until, recorder } = await startDesk([{ ...toy, client: isForgetful }], { clock });
  await start(profile(url));
  await until('toy', ({ phase }) => phase === 'waiting');
  expect(recorder.of('gap')).toEqual([]);
  clock.advance(1_000);
  await until('toy', ({ phase, attempt }) => phase === 'waiting' && attempt === 2);
  clock.advance(2_000);
  const { facts } = await until('toy', ({ phase }) => phase === 'connected');
  expect(facts.at(-1)).toEqual({ name: 'visits', value: 'xxx' });
  expect(recorder.of('gap').map(({ detail }) => [detail?.fromMs, detail?.toMs])).toEqual([
    [1_000_000, 1_001_000],
    [1_001_000, 1_003_000],
  ]);
  expect(recorder.of('gap')[0]?.summary).toBe(
    'Number unknown. Boxes filled meanwhile could not be seen: the connection to Toy was lost.',
  );
});

test('a server that asks to come back at once and always closes is not hammered', async () => {
  const clock = new ManualClock();
  const url = await toyServer((socket) => socket.close(4200, 'again'));
  const { start, until } = await startDesk([toy], { clock });
  await start(profile(url));
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const state = await until('toy', ({ phase, attempt: at }) => phase === 'waiting' && at === attempt);
    expect((state.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(0);
    clock.advance(0);
  }
  const sixth = await until('toy', ({ phase, attempt }) => phase === 'waiting' && attempt === 6);
  expect((sixth.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(30_000);
});

test('what has to be changed first is not tried again; a person can', async () => {
  let isOpen = false;
  const url = await toyServer((socket) => (isOpen ? undefined : socket.close(4000, 'not you')));
  const { start, until, desk } = await startDesk([toy]);
  await start(profile(url));
  expect(await until('toy', ({ phase }) => phase === 'failed')).toMatchObject({
    nextAttemptAtMs: null,
    problem: { message: 'not you' },
  });
  isOpen = true;
  desk.connect('toy');
  await until('toy', ({ phase }) => phase === 'connected');
});

test('nothing there, and something else there, are said in words', async () => {
  const { desk, until } = await startDesk([toy]);
  await desk.put(profile('http://127.0.0.1:1'));
  desk.connect('toy');
  const { problem } = await until('toy', (state) => state.problem !== null);
  expect(problem).toMatchObject({ code: 'unreachable' });
  expect(problem?.message).toBe(
    'ws://127.0.0.1:1: connection refused (ECONNREFUSED). Nothing listens on this host and port.',
  );
  const http = createServer((_request, response) => response.writeHead(404, { server: 'nginx' }).end('Not Found'));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => void http.close());
  const { port } = http.address() as AddressInfo;
  await desk.put({ ...profile(`http://127.0.0.1:${port}`), id: 'toy' });
  const answered = await until('toy', (state) => state.problem?.code === 'refused');
  expect(answered.problem?.message).toContain('answered 404 (not found). It calls itself nginx. It said: Not Found');
});

test('ends silently when it is told to, and nothing comes after', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const url = await toyServer((socket) => {
    closed = once(socket, 'close');
  });
  const { start, until, desk } = await startDesk([toy]);
  await start(profile(url));
  await until('toy', ({ phase }) => phase === 'connected');
  desk.disconnect('toy');
  await closed;
  expect(desk.list()[0]).toMatchObject({ phase: 'off', attempt: 0, problem: null, nextAttemptAtMs: null });
});

test('a production system is sent nothing until it is unlocked', async () => {
  const url = await toyServer(() => {});
  const { start, until, desk } = await startDesk([toy]);
  await start(profile(url, { isProduction: true }));
  expect(await until('toy', ({ phase }) => phase === 'connected')).toMatchObject({ isUnlocked: false });
  const draft = { profile: 'toy', values: { channel: 'box', event: 'made', data: '' } };
  await expect(desk.send(draft)).rejects.toMatchObject({ code: 'refused', message: /production/ });
  desk.unlock('toy', true);
  // Let through, and refused by the server, which has no such place.
  await expect(desk.send(draft)).rejects.toMatchObject({ message: 'It answered 404.' });
});

test.each([
  ['http://127.0.0.1:1', false],
  ['http://shop.test', false],
  ['http://localhost:6001', false],
  ['https://reverb.example.com', true],
  ['http://192.0.2.1', true],
])('%s is taken for production: %s', async (url, isProduction) => {
  const { desk } = await startDesk([toy]);
  const { profile: made } = await desk.put(profile(url));
  expect(made.isProduction).toBe(isProduction);
  const said = await desk.put({ ...profile(url), id: made.id, isProduction: !isProduction });
  expect(said.profile).toMatchObject({ isProduction: !isProduction, saidProduction: !isProduction });
});

test('profiles and their secrets outlive the engine; secrets are in a file of the owner alone, and in no entry', async () => {
  const url = await toyServer(() => {});
  const first = await startDesk([toy]);
  await first.start(profile(url, { secrets: { secret: 'do-not-show' }, channels: ['do-not-show-me'] }));
  await first.until('toy', ({ phase }) => phase === 'connected');
  expect(first.recorder.of('subscribe')[0]?.text).toMatch(/^\+\[secret of 11 characters, 4aa8[0-9a-f]{4}\]-me$/);
  expect(JSON.stringify(first.desk.list())).not.toContain('do-not-show"');
  await first.desk.close();
  const file = join(first.dataDir, 'secrets.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(first.dataDir, 'profiles.json'), 'utf8')).not.toContain('do-not-show"');
  const second = await startDesk([toy], { dataDir: first.dataDir });
  expect(second.desk.list()).toMatchObject([{ phase: 'off', profile: { name: 'Toy', keptSecrets: ['secret'] } }]);
  await second.desk.remove('toy');
  expect(readFileSync(file, 'utf8')).toBe('{}\n');
});

test('what does not fit the form is refused by the name of its field', async () => {
  const { desk } = await startDesk([toy]);
  await expect(desk.put(profile(''))).rejects.toMatchObject({ code: 'bad-input', message: 'Address is missing.' });
  await expect(desk.put({ ...profile('x'), fields: { url: 7 } })).rejects.toMatchObject({
    message: 'Address: 7 does not fit.',
  });
  await expect(desk.put({ ...profile('x'), protocol: 'none' })).rejects.toMatchObject({
    message: 'There is no client for none.',
  });
  expect(() => desk.parse('nowhere')).toThrow('"nowhere" is no address.');
  expect(() => desk.parse('gopher://a')).toThrow('There is no client for gopher:.');
  expect(desk.parse('toy://127.0.0.1:9')).toMatchObject({ protocol: 'toy', fields: { url: 'http://127.0.0.1:9' } });
});
