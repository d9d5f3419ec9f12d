import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Problem } from '../../contract/problem';
import { toy } from '../protocols/toy';
import type { ClientSide } from './client-side';
import { createDial } from './dial';
import { startDesk } from './session-desk.test-support';

/** A client that is in at once and watches one channel nobody asked for. */
const eager: ClientSide = {
  ...(toy.client as ClientSide),
  connect(context) {
    queueMicrotask(() => {
      context.opened([]);
      context.channel('found', { state: 'on' });
    });
    return {
      subscribe: (channel) => context.channel(channel, { state: 'on' }),
      unsubscribe: () => {},
      send: () => Promise.reject(new Error('not asked for')),
      close: () => {},
    };
  },
};
const eagerToy = { descriptor: toy.descriptor, client: eager };
const input = { name: 'Toy', protocol: 'toy', fields: { url: 'http://127.0.0.1:1' } };

test('a profile remembers the channels that were asked for, not those its client found', async () => {
  const { desk, start, until } = await startDesk([eagerToy]);
  await start(input);
  await until('toy', ({ channels }) => channels.some(({ name }) => name === 'found'));
  const { channels } = await desk.subscribe('toy', 'wanted', '');
  expect(channels.map(({ name }) => name)).toEqual(['found', 'wanted']);
  const { profile } = await desk.put({ ...input, id: 'toy' });
  expect(profile.channels).toEqual(['wanted']);
});

test('channels of a profile that is changed are watched and left at once', async () => {
  const { desk, start, until } = await startDesk([eagerToy]);
  await start({ ...input, channels: ['one', 'two'] });
  await until('toy', ({ channels }) => channels.filter(({ state }) => state === 'on').length === 3);
  const changed = await desk.put({ ...input, id: 'toy', channels: ['two', 'three'] });
  expect(changed.channels.map(({ name, state }) => [name, state])).toEqual([
    ['two', 'on'],
    ['found', 'on'],
    ['three', 'on'],
  ]);
  expect(changed.phase).toBe('connected');
});

test('a profile of a protocol that is not there is kept, and said', async () => {
  const first = await startDesk([toy]);
  await first.desk.put(input);
  const later = {
    id: 'later',
    name: 'Later',
    protocol: 'carrier-pigeon',
    fields: {},
    channels: [],
    saidProduction: null,
  };
  writeFileSync(join(first.dataDir, 'profiles.json'), JSON.stringify([later]));
  const { desk } = await startDesk([toy], { dataDir: first.dataDir });
  expect(desk.list()).toEqual([]);
  expect(desk.problems).toMatchObject([{ code: 'not-supported', message: /carrier-pigeon/ }]);
});

test.each([
  ['a body that never comes', 60, /no answer in time/],
  ['a body without an end', 10_000, /more than 4,194,304 bytes/],
])('%s ends a request', async (what, timeoutMs, message) => {
  const server = createServer((_request, response) => {
    response.writeHead(200);
    response.write('x');
    if (what.includes('end')) response.end('x'.repeat(5_000_000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const problem = await createDial()
    .fetch({ url, timeoutMs })
    .then(
      () => null,
      (error: Problem) => error,
    );
  expect(problem?.message).toMatch(message);
});
