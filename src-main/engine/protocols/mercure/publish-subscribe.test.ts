import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { token } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure } from './running-mercure.test-support';
import { defaultMercure } from './settings';

let running: RunningMercure;
beforeEach(async () => {
  running = await startMercure();
});
afterEach(() => running.close());

const books = 'https://example.com/books/1';

test('a page gets what is published to its topic, and the publisher the id alone', async () => {
  const stream = await running.subscribe(`?topic=${encodeURIComponent(books)}`);
  expect(stream.status).toBe(200);
  expect(stream.response.headers['content-type']).toBe('text/event-stream');
  await stream.until(({ text }) => text === ':\n');
  const answer = await running.publish([
    ['topic', books],
    ['data', '{"a":1}'],
    ['id', 'one'],
    ['type', 'changed'],
    ['retry', '10'],
  ]);
  expect(answer).toMatchObject({ status: 200, body: 'one' });
  expect(await stream.received(1)).toEqual(['event: changed\nretry: 10\nid: one\ndata: {"a":1}']);
});

test('one publish leaves a Publish with its count and one Deliver, whoever gets it', async () => {
  await running.publish([['topic', books]]);
  const streams = [await running.subscribe('?topic=*'), await running.subscribe(`?topic=${books}`)];
  const { body: id } = await running.publish([
    ['topic', books],
    ['data', 'hello'],
  ]);
  for (const stream of streams) {
    await stream.received(1);
  }
  const { recorder } = running;
  const [first, second] = recorder.of('publish');
  expect(first).toMatchObject({ matched: 0, channel: books, event: 'message', direction: 'up' });
  expect(second).toMatchObject({ matched: 2, detail: { id }, text: `topic=${encodeURIComponent(books)}&data=hello` });
  expect(recorder.of('deliver')).toHaveLength(1);
  expect(recorder.of('deliver')[0]).toMatchObject({
    matched: 2,
    cause: second?.seq,
    text: `id: ${id}\ndata: hello\n\n`,
    summary: 'hello',
  });
  expect(recorder.of('connection', 'open')).toHaveLength(2);
  expect(recorder.of('subscribe').map(({ channel, connection }) => [channel, connection])).toEqual([
    ['*', 1],
    [books, 2],
  ]);
});

test('who leaves is gone, with a close entry, and so is everybody when the hub ends', async () => {
  const [leaving, staying] = [await running.subscribe('?topic=a'), await running.subscribe('?topic=a')];
  leaving.close();
  const close = await running.recorder.waitFor(({ action }) => action === 'close');
  expect(close).toMatchObject({ connection: 1, direction: 'up', detail: { unsentBytes: 0 } });
  expect(running.hub.connections()).toMatchObject([{ id: 2, channels: ['a'], protocol: 'mercure' }]);
  await running.hub.close();
  await staying.ended();
  expect(running.recorder.of('connection', 'close')).toMatchObject([{}, { connection: 2, direction: 'down' }]);
});

describe('private updates', () => {
  test('go to whose token grants one of their topics, and nobody else', async () => {
    const granted = await running.subscribe('?topic=a', bearer({ subscribe: ['b'] }));
    const anonymous = await running.subscribe('?topic=a');
    const fields = (name: string) =>
      [
        ['topic', 'a'],
        ['data', name],
        ['private', ''],
      ] as const;
    await running.publish([...fields('one'), ['topic', 'b']]);
    await running.publish(fields('two'));
    await running.publish([
      ['topic', 'a'],
      ['data', 'three'],
    ]);
    expect(await anonymous.received(1)).toEqual([expect.stringContaining('data: three')]);
    expect(await granted.received(2)).toEqual([
      expect.stringContaining('data: one'),
      expect.stringContaining('data: three'),
    ]);
    expect(running.recorder.of('publish').map(({ matched, detail }) => [matched, detail?.denied])).toEqual([
      [1, 1],
      [0, 2],
      [2, undefined],
    ]);
  });
});

test('refusals are entries with what was found and what would have passed', async () => {
  const wrong = { authorization: `Bearer ${token({ mercure: { publish: ['*'] } }, '!ChangeMe!')}` };
  expect(await running.publish([['topic', 'a']], wrong)).toMatchObject({ status: 401 });
  expect(await running.publish([['topic', 'a']], {})).toMatchObject({ status: 401 });
  expect(await running.publish([['topic', 'a']], bearer({ publish: ['b'] }))).toMatchObject({ status: 401 });
  expect(await running.publish([['data', 'a']])).toMatchObject({ status: 400, body: 'Missing "topic" parameter\n' });
  expect(await running.subscribe('?topic=a', wrong)).toMatchObject({ status: 401 });
  expect(await running.subscribe('')).toMatchObject({ status: 400 });
  const refused = running.recorder.of('refused');
  expect(refused.map(({ action, code, detail }) => [action, code, detail?.check])).toEqual([
    ['publish', 401, 'signature'],
    ['publish', 401, 'token'],
    ['publish', 401, 'grant'],
    ['publish', 400, 'topic'],
    ['subscribe', 401, 'signature'],
    ['subscribe', 400, 'topic'],
  ]);
  expect(refused[0]?.detail?.reason).toContain('!ChangeMe!');
  expect(refused[2]?.detail).toMatchObject({ received: 'a', expected: expect.stringContaining('b') });
});

test.each(['!ChangeThisSecret!', '!ChangeMe!'])('without configuration %s is taken, with a warning', async (secret) => {
  const plain = await startMercure(defaultMercure);
  const authorization = `Bearer ${token({ mercure: { publish: ['*'] } }, secret)}`;
  expect(await plain.publish([['topic', 'a']], { authorization })).toMatchObject({ status: 200 });
  expect(plain.recorder.of('publish')[0]?.detail?.warning).toContain('256 bits');
  await plain.close();
});
