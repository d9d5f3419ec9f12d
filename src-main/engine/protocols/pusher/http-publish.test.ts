import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, send, signedSend, signedTarget } from './signed-request.test-support';

const path = '/apps/12345/events';
let running: RunningHub;
let client: RawClient;
beforeAll(async () => {
  running = await startHub();
});
beforeEach(async () => {
  client = await (await running.connect()).established();
  await client.subscribe('c');
  running.recorder.entries.length = 0;
});
afterAll(() => running.close());

async function expectStatus(body: unknown, status: number, words = ''): Promise<void> {
  const answer = await publish(running.port, body);
  expect(answer).toMatchObject({ status, text: expect.stringContaining(words) });
  expect(await client.flush()).toEqual([]);
  expect(running.recorder.of('refused', 'publish')[0]).toMatchObject({ code: status, detail: { reason: answer.text } });
}

describe('POST /events', () => {
  test('one publish entry with the raw body and where it came from, one delivery per channel that has subscribers', async () => {
    await client.subscribe('private-d', channelAuth(client.socketId, 'private-d'));
    running.recorder.entries.length = 0;
    const body = '{"name":"e","channels":["c","private-d","empty"],"data":"{\\"a\\":1}"}';
    const answer = await send(running.port, 'POST', signedTarget('POST', path, body), body, {
      'x-pusher-library': 'pusher-http-php 7.2.6',
    });
    expect(answer.status).toBe(200);
    const [published, first, second] = running.recorder.entries;
    expect(running.recorder.entries).toHaveLength(3);
    expect(published).toMatchObject({
      kind: 'publish',
      direction: 'up',
      app: '12345',
      channel: 'c, private-d, empty',
      event: 'e',
      matched: 1 + running.hub.preview({ app: '12345', channel: 'c', excludeSocketId: '' }).matched,
      text: body,
      detail: {
        path,
        sdk: 'pusher-http-php 7.2.6',
        remoteAddress: '127.0.0.1',
        httpVersion: '1.1',
        query: expect.stringContaining('auth_key=your_app_key&'),
        headers: { 'x-pusher-library': 'pusher-http-php 7.2.6' },
      },
    });
    expect(published?.excluded).toBeUndefined();
    expect(first).toMatchObject({ kind: 'deliver', direction: 'down', channel: 'c', cause: published?.seq });
    expect(second).toMatchObject({ kind: 'deliver', channel: 'private-d', matched: 1, cause: published?.seq });
    expect(second?.text).toBe('{"event":"e","channel":"private-d","data":"{\\"a\\":1}"}');
  });

  test('70: the socket named is left out, of those channels it is on', async () => {
    const other = await (await running.connect()).established();
    await other.subscribe('d');
    running.recorder.entries.length = 0;
    await publish(running.port, { name: 'e', channels: ['c', 'd'], data: 'x', socket_id: other.socketId });
    expect(await other.flush()).toEqual([]);
    expect(await client.flush()).toEqual([{ event: 'e', channel: 'c', data: 'x' }]);
    const [published] = running.recorder.of('publish');
    const otherId = running.hub.connections().find(({ socketId }) => socketId === other.socketId)?.id;
    expect(published).toMatchObject({
      excluded: otherId,
      detail: { socketId: other.socketId, excludedKnown: true },
    });
    const [onC, onD] = running.recorder.of('deliver');
    expect(onC?.excluded).toBeUndefined();
    expect(onD).toMatchObject({ channel: 'd', matched: 1, excluded: otherId });
  });

  test.each(['1.1', 'undefined', 'nonsense'])(
    'an unknown socket %s is left out of nothing, and noted',
    async (socketId) => {
      await publish(running.port, { name: 'e', channels: ['c'], data: 'x', socket_id: socketId });
      expect(await client.flush()).toHaveLength(1);
      expect(running.recorder.of('publish')[0]).toMatchObject({ detail: { socketId, excludedKnown: false } });
    },
  );

  test('71: info is answered with one key per channel', async () => {
    const a = await (await running.connect()).established();
    await a.subscribe('presence-a', channelAuth(a.socketId, 'presence-a', { user_id: '1' }));
    const answer = await publish(running.port, {
      name: 'e',
      channels: ['f', 'presence-a', 'f'],
      data: 'x',
      info: 'user_count,subscription_count',
    });
    expect(JSON.parse(answer.text)).toEqual({
      channels: { f: { subscription_count: 0 }, 'presence-a': { user_count: 1 } },
    });
  });

  test('67: 100 channels are published to, 101 are refused', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `many-${index}`);
    expect((await publish(running.port, { name: 'e', channels: many(100), data: 'x' })).status).toBe(200);
    await expectStatus({ name: 'e', channels: many(101), data: 'x' }, 400, 'more than 100 channels');
  });

  test('68: 10,240 bytes of data are sent, 10,241 are 413', async () => {
    expect((await publish(running.port, { name: 'e', channels: ['c'], data: 'é'.repeat(5_120) })).status).toBe(200);
    expect(await client.flush()).toHaveLength(1);
    await expectStatus({ name: 'e', channels: ['c'], data: `${'é'.repeat(5_120)}x` }, 413, '10240 bytes');
  });

  test.each([
    ['77: no JSON', '{bad', 'not a JSON object'],
    ['77: an array', '[]', 'not a JSON object'],
    ['no name', { channels: ['c'], data: 'x' }, 'name'],
    ['an empty name', { name: '', channels: ['c'], data: 'x' }, 'no name'],
    ['a name above 200', { name: 'x'.repeat(201), channels: ['c'], data: 'x' }, 'too long'],
    ['79: a reserved name', { name: 'pusher:foo', channels: ['c'], data: 'x' }, 'reserved'],
    ['79: an internal name', { name: 'pusher_internal:foo', channels: ['c'], data: 'x' }, 'reserved'],
    ['no channel', { name: 'e', data: 'x' }, 'No channel'],
    ['a bad channel', { name: 'e', channels: ['c', 'a b'], data: 'x' }, 'no channel name'],
    ['channels that are no names', { name: 'e', channels: [5], data: 'x' }, 'list of names'],
    ['channels that are no list', { name: 'e', channels: { a: 1 }, data: 'x' }, 'list of names'],
    ['no data', { name: 'e', channels: ['c'] }, 'no data'],
    ['a socket_id that is no string', { name: 'e', channels: ['c'], data: 'x', socket_id: 5 }, 'socket_id'],
  ])('%s is 400, and nothing is sent', async (_name, body, words) => {
    await expectStatus(body, 400, words);
  });

  test('78: channel and channels together are a union; a single string will do', async () => {
    await publish(running.port, { name: 'e', channel: 'c', channels: ['d', 'c'], data: 'x' });
    expect(running.recorder.of('publish')[0]).toMatchObject({ channel: 'c, d' });
    await publish(running.port, { name: 'e', channels: 'c', data: 'x' });
    expect(await client.flush()).toHaveLength(2);
  });

  test('data that is no string goes out as its text; an empty string is data', async () => {
    await publish(running.port, '{"name":"e","channel":"c","data":{"n":1.50}}');
    await publish(running.port, { name: 'e', channel: 'c', data: '' });
    expect((await client.flush()).map(({ data }) => data)).toEqual(['{"n":1.50}', '']);
  });

  test('parameters may come in the query', async () => {
    const answer = await signedSend(running.port, 'POST', path, '', { name: 'e', channel: 'c', data: 'x y' });
    expect(answer.status).toBe(200);
    expect(await client.flush()).toEqual([{ event: 'e', channel: 'c', data: 'x y' }]);
  });

  test('a publish to a user who has not signed in is one, and its entry says so', async () => {
    expect((await publish(running.port, { name: 'e', channel: '#server-to-user-1', data: 'x' })).status).toBe(200);
    expect(running.recorder.of('publish')[0]).toMatchObject({
      matched: 0,
      detail: { note: expect.stringContaining('Nobody is signed in as 1') },
    });
  });

  test('80: a chunked body is read', async () => {
    const body = JSON.stringify({ name: 'e', channels: ['c'], data: 'x' });
    const status = await new Promise((resolve, reject) => {
      const target = signedTarget('POST', path, body);
      const request = httpRequest(
        { port: running.port, host: '127.0.0.1', method: 'POST', path: target },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      request.write(body.slice(0, 10));
      request.end(body.slice(10));
    });
    expect(status).toBe(200);
  });

  test('a body above the limit is 413 and the hub lives on', async () => {
    const answer = await signedSend(running.port, 'POST', path, 'x'.repeat(limits.requestBytes + 1)).catch(() => null);
    // The hub stops reading: the sender sees the answer, or that the connection ended.
    expect(answer?.status ?? 413).toBe(413);
    const entry = await running.recorder.waitFor(({ kind }) => kind === 'refused');
    expect(entry).toMatchObject({ code: 413, action: 'publish' });
    expect((await publish(running.port, { name: 'e', channels: ['c'], data: 'x' })).status).toBe(200);
  });
});

describe('POST /batch_events', () => {
  const item = (channel: string, more = {}) => ({ name: 'e', channel, data: '{"n":1}', ...more });
  const batchPath = '/apps/12345/batch_events';

  test('69: ten events go out, one publish entry each with its own text; eleven are 400', async () => {
    const ten = Array.from({ length: 10 }, () => item('c'));
    expect(await signedSend(running.port, 'POST', batchPath, { batch: ten })).toMatchObject({
      status: 200,
      text: '{}',
    });
    expect(await client.flush()).toHaveLength(10);
    expect(running.recorder.of('publish')).toHaveLength(10);
    expect(running.recorder.of('publish')[0]?.text).toBe(JSON.stringify(item('c')));
    const answer = await signedSend(running.port, 'POST', batchPath, { batch: [...ten, item('c')] });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('at most 10') });
  });

  test('info is answered in the order of the batch', async () => {
    const batch = [item('empty', { info: 'subscription_count' }), item('c'), item('c', { info: 'subscription_count' })];
    const answer = await signedSend(running.port, 'POST', batchPath, { batch });
    const { matched } = running.hub.preview({ app: '12345', channel: 'c', excludeSocketId: '' });
    expect(JSON.parse(answer.text)).toEqual({
      batch: [{ subscription_count: 0 }, {}, { subscription_count: matched }],
    });
  });

  test('one bad event refuses the whole batch', async () => {
    const answer = await signedSend(running.port, 'POST', batchPath, { batch: [item('c'), item('a b')] });
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('Event 2 of the batch') });
    expect(await client.flush()).toEqual([]);
  });

  test.each(['{}', '{"batch":5}', '[]', '{"batch":[null]}'])('%s is 400', async (body) => {
    expect((await signedSend(running.port, 'POST', batchPath, body)).status).toBe(400);
  });
});
