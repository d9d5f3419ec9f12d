import { expect, test } from 'vitest';
import type { Recipient } from '../contract/receipt';
import { formText } from './protocols/mercure/form';
import { openStream, token } from './protocols/mercure/mercure-client.test-support';
import { folder, publishes, receipt, seqsOf, start } from './receipts.test-support';

const secret = '!ChangeThisMercureHubJWTSecretKey!';
const bearer = (mercure: object) => ({ authorization: `Bearer ${token({ mercure }, secret)}` });

async function publish(port: number, fields: readonly (readonly [string, string])[]): Promise<void> {
  const headers = { ...bearer({ publish: ['*'] }), 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(`http://127.0.0.1:${port}/.well-known/mercure`, {
    method: 'POST',
    headers,
    body: formText(fields),
  });
  expect(response.status).toBe(200);
}

test('who got an update, who may not, and who asked for other topics is worked out from intervals and rights', async () => {
  const { port, call } = await start(await folder());
  const hub = `http://127.0.0.1:${port}/.well-known/mercure`;
  const stream = async (query: string, granted?: readonly string[]) => {
    const opened = await openStream(`${hub}${query}`, granted === undefined ? {} : bearer({ subscribe: granted }));
    return opened.until(({ text }) => text.startsWith(':'));
  };
  const streams = [
    await stream('?topic=/books/{id}&topic=*', ['/books/7']),
    await stream('?topic=/books/7'),
    await stream('?topic=/films/1', ['*']),
  ];
  await publish(port, [
    ['topic', '/books/7'],
    ['topic', 'also, this'],
    ['data', 'x'],
    ['private', 'on'],
  ]);
  await streams[0]?.received(1);
  await publish(port, [['topic', '/books/7']]);
  await streams[1]?.received(1);
  const [secretOne = 0, openOne = 0] = await publishes(call, 2);
  const [channel] = (await receipt(call, secretOne)).channels;
  expect(channel).toMatchObject({ channel: '/books/7, also, this', matched: 1, written: 1 });
  expect(channel?.recipients.map(({ connection }: Recipient) => connection)).toEqual([1]);
  expect(channel?.nearMisses.map(({ connection, channel, why }) => [connection, channel, why])).toEqual([
    [2, '/books/7', 'grant'],
    [3, '/films/1', 'topic'],
  ]);
  const [open] = (await receipt(call, openOne)).channels;
  expect(open).toMatchObject({ matched: 2, written: 2 });
  expect(open?.nearMisses).toMatchObject([{ connection: 3, why: 'topic' }]);
  for (const one of streams) one.close();
});

test('history survives a restart of the engine, in order, without what may not be told', async () => {
  const dataDir = await folder();
  const first = await start(dataDir);
  const ids = ['one', 'two', 'three'];
  for (const id of ids)
    await publish(first.port, [
      ['topic', '/t'],
      ['data', id],
      ['id', id],
    ]);
  await publish(first.port, [
    ['topic', '/t'],
    ['data', 'hidden'],
    ['private', 'on'],
  ]);
  await first.engine.close();

  const { port, call } = await start(dataDir);
  const hub = `http://127.0.0.1:${port}/.well-known/mercure`;
  const stream = await openStream(`${hub}?topic=/t&lastEventID=one`, {});
  expect(stream.response.headers['last-event-id']).toBe('one');
  expect(await stream.received(2)).toEqual(['id: two\ndata: two', 'id: three\ndata: three']);
  const [again = 0] = await seqsOf(call, 'kind:deliver', 2);
  const body = await call('entry.body', { seq: again });
  expect(body?.detail).toMatchObject({ id: 'two', replayOf: expect.any(Number), ageMs: expect.any(Number) });
  const { channels } = await receipt(call, again);
  expect(channels).toMatchObject([{ channel: '/t', matched: 1, written: 1 }]);
  stream.close();
});
