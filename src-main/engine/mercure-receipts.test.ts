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

const modernDetail = (action: string, topics: readonly object[]) => ({
  type: 'https://mercure.rocks/authorization-detail',
  actions: [action],
  topics,
});

/** A header with a token of 1.0, for a hub that is asked at this address. */
function modernBearer(hub: string, action: string, topics: readonly object[]) {
  const claims = { iss: 'https://i.test', aud: hub, exp: Date.now() / 1_000 + 60 };
  const details = { authorization_details: [modernDetail(action, topics)] };
  return { authorization: `Bearer ${token({ ...claims, ...details }, secret, { alg: 'HS256', typ: 'at+jwt' })}` };
}

test('the filter client: has what came under a template, a pattern or the star, and nothing that was not granted', async () => {
  const { port, call } = await start(await folder());
  const hub = `http://127.0.0.1:${port}/.well-known/mercure`;
  const book = { match: 'https://a.test/books/7' };
  const open = async (query: string, headers = {}) =>
    (await openStream(`${hub}?${query}`, headers)).until(({ text }) => text.startsWith(':'));
  const streams = [
    await open('topic=https://a.test/{kind}/{id}', bearer({ subscribe: ['https://a.test/books/{id}'] })),
    await open('match_urlpattern=https://a.test/books/:id', modernBearer(hub, 'subscribe', [book])),
    await open('match=*', modernBearer(hub, 'subscribe', [{ match: 'https://a.test/films/1' }])),
    await open('topic=*'),
    await open('topic=https://a.test/books/7'),
  ];
  const topic = ['topic', 'https://a.test/books/7'] as const;
  await publish(port, [topic, ['data', 'secret'], ['private', 'on'], ['type', 'secret']]);
  await publish(port, [topic, ['data', 'open'], ['type', 'open']]);
  await publish(port, [
    ['topic', 'other'],
    ['topic', 'https://a.test/books/8, 9'],
    ['type', 'elsewhere'],
  ]);
  await streams[3]?.received(2);
  await streams[1]?.received(3);
  const got = async (socketId: string, count: number) => {
    const filter = `client:${socketId} kind:deliver`;
    const seqs = await seqsOf(call, filter, count);
    const bodies = await Promise.all(seqs.map((seq) => call('entry.body', { seq })));
    return bodies.map((body) => body?.row.event).sort();
  };
  const [secretOne = 0] = await publishes(call, 3);
  const [channel] = (await receipt(call, secretOne)).channels;
  expect(channel).toMatchObject({ matched: 2, written: 2 });
  const why = channel?.nearMisses.map(({ connection, channel, why }) => [connection, channel, why]);
  expect(why).toEqual([
    [3, '*', 'grant'],
    [4, '*', 'grant'],
    [5, 'https://a.test/books/7', 'grant'],
  ]);
  const clients = await call('hub.connections', undefined);
  const ids = clients.map(({ id, socketId }) => [id, socketId] as const).sort(([a], [b]) => a - b);
  const all = [];
  for (const [at, [, socketId]] of ids.entries()) all.push(await got(socketId, [2, 3, 2, 2, 1][at] ?? 0));
  // A URL pattern takes a space, a URI template does not.
  expect(all).toEqual([
    ['open', 'secret'],
    ['elsewhere', 'open', 'secret'],
    ['elsewhere', 'open'],
    ['elsewhere', 'open'],
    ['open'],
  ]);
  for (const one of streams) one.close();
});
