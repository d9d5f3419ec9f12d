import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import type { RecordedEntry } from '../../../hub/memory-recorder.test-support';
import { explained, hub, mercure, profile, server, withSecret } from './client.test-support';

test('watches topics without a token, and sees typed updates with their ids', async () => {
  const { url, publish } = await hub();
  const { start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, {}, { channels: ['/orders/{id}'] }));
  const on = await until('m', ({ channels }) => channels[0]?.state === 'on');
  expect(on.facts).toContainEqual({ name: 'dialect', value: '0.x' });
  await publish([
    ['topic', '/orders/7'],
    ['data', '{"id":7}'],
    ['type', 'made'],
    ['id', 'one'],
  ]);
  await publish([
    ['topic', '/other'],
    ['data', 'not for us'],
  ]);
  await publish([
    ['topic', '/orders/8'],
    ['data', 'private'],
    ['private', 'on'],
  ]);
  await publish([
    ['topic', '/orders/9'],
    ['data', 'last'],
  ]);
  await until('m', ({ received }) => received === 2);
  const [made, last] = recorder.of('deliver') as [RecordedEntry, RecordedEntry];
  expect(made).toMatchObject({
    channel: '/orders/{id}',
    event: 'made',
    text: 'event: made\nid: one\ndata: {"id":7}\n\n',
    summary: '{"id":7}',
  });
  expect(last).toMatchObject({ summary: 'last' });
  await until('m', ({ facts }) =>
    facts.some(({ name, value }) => name === 'lastEventId' && value.startsWith('urn:uuid:')),
  );
  expect(explained(made)).toMatchObject({ payload: '{"id":7}' });
  expect(JSON.stringify(explained(made).sections)).toContain('Arrival');
});

test.each(['header', 'cookie', 'query'])(
  'a token made from the secret, sent in the %s, gets private updates',
  async (presentation) => {
    const { url, publish } = await hub({ anonymous: false });
    const { start, until, recorder } = await startDesk([mercure]);
    await start(profile(url, { auth: 'secret', presentation }, { ...withSecret, channels: ['*'] }));
    await until('m', ({ channels }) => channels[0]?.state === 'on');
    await publish([
      ['topic', '/a'],
      ['data', 'private'],
      ['private', 'on'],
    ]);
    await until('m', ({ received }) => received === 1);
    const seen = JSON.stringify(recorder.entries.map(({ detail, summary }) => [detail, summary]));
    expect(seen).not.toContain('eyJ');
  },
);

test('publishes with all an update can have, and says what the hub answered', async () => {
  const { url, recorder: hubRecorder } = await hub();
  const { desk, start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, { auth: 'secret' }, { ...withSecret, channels: ['/b'] }));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  const values = {
    channel: '/a',
    alternates: '/b\n/c',
    data: 'hi',
    isPrivate: true,
    event: 'made',
    id: 'x1',
    retry: '1500',
  };
  const { words, seq } = await desk.send({ profile: 'm', values });
  expect(words).toContain('x1');
  const state = await until('m', ({ received }) => received === 1);
  expect(state.sent).toBe(1);
  expect(recorder.of('deliver')[0]).toMatchObject({ event: 'made', detail: { id: 'x1', retryMs: 1_500 } });
  const sent = recorder.entries[seq - 1] as RecordedEntry;
  expect(sent).toMatchObject({
    kind: 'publish',
    direction: 'up',
    channel: '/a, /b, /c',
    text: 'topic=%2Fa&topic=%2Fb&topic=%2Fc&data=hi&private=on&id=x1&type=made&retry=1500',
  });
  expect(JSON.stringify(explained(sent).sections)).toContain('x1');
  expect(hubRecorder.of('publish')[0]?.detail).toMatchObject({ isPrivate: true });
  await expect(desk.send({ profile: 'm', values: { channel: '/a', data: '', retry: 'soon' } })).rejects.toMatchObject({
    code: 'bad-input',
  });
});

test('what the hub refuses to publish is an entry, with the likely cause', async () => {
  const { url } = await hub();
  const { desk, start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, { follow: true }));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  await expect(desk.send({ profile: 'm', values: { channel: '/a', data: 'x' } })).rejects.toMatchObject({
    code: 'refused',
    hint: expect.stringContaining('No token was sent'),
  });
  expect(recorder.of('refused', 'publish')[0]).toMatchObject({ code: 401, channel: '/a' });
});

test('a change of topics opens the stream anew with the last id: nothing is missed, nothing comes twice', async () => {
  const { url, publish } = await hub();
  const { desk, start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, {}, { channels: ['/a'] }));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  await publish([
    ['topic', '/a'],
    ['data', '1'],
  ]);
  await until('m', ({ received }) => received === 1);
  await desk.subscribe('m', '/b', '');
  await publish([
    ['topic', '/a'],
    ['data', '2'],
  ]);
  await until(
    'm',
    ({ channels, received }) =>
      channels.every(({ state }) => state === 'on') && channels.length === 2 && received === 2,
  );
  await publish([
    ['topic', '/b'],
    ['data', '3'],
  ]);
  await until('m', ({ received }) => received === 3);
  expect(recorder.of('deliver').map(({ summary }) => summary)).toEqual(['1', '2', '3']);
  await desk.unsubscribe('m', '/a');
  await desk.unsubscribe('m', '/b');
  expect(recorder.of('subscribe').map(({ action, channel }) => [action, channel])).toEqual([
    ['subscribe', '/a'],
    ['subscribe', '/b'],
    ['unsubscribe', '/a'],
    ['unsubscribe', '/b'],
  ]);
  await recorder.waitFor(
    ({ kind, detail }) => kind === 'connection' && detail?.reason === 'Opened anew with other topics.',
  );
  expect(recorder.of('gap')).toEqual([]);
});

test('comes back with the cursor after the stream broke: what the hub kept is no Gap, what it forgot is one', async () => {
  const answered: Readonly<Record<number, object>> = {
    2: { 'last-event-id': 'a1' },
    3: { 'last-event-id': 'earliest' },
  };
  let count = 0;
  const cursors: unknown[] = [];
  const url = await server((request, response) => {
    if (!request.url?.startsWith('/.well-known/mercure')) return void response.writeHead(404).end();
    count += 1;
    cursors.push(new URL(request.url, 'http://h').searchParams.get('lastEventID'));
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      ...answered[count],
    });
    if (count < 3) response.end(`retry: 1\nid: a${count}\ndata: ${count}\n\n`);
    else response.write('data: 3\n\n');
  });
  const { start, until, recorder } = await startDesk([mercure]);
  await start(profile(`${url}/.well-known/mercure`, {}, { channels: ['/a'] }));
  await until('m', ({ received }) => received === 3);
  expect(cursors).toEqual([null, 'a1', 'a2']);
  expect(recorder.of('gap').map(({ detail }) => detail?.reason)).toEqual([
    'Updates after a2, which the hub no longer knows, could not be seen: the connection to m was lost.',
  ]);
});

test('a page names its hub and its topic', async () => {
  const { url, publish } = await hub();
  const page = await server((_request, response) => {
    const links = [`<${url}>; rel="mercure"`, '</orders/7,8>; rel="self"'];
    response.writeHead(200, { link: links.join(', ') }).end('{}');
  });
  const { start, until } = await startDesk([mercure]);
  await start(profile(`${page}/orders/7`));
  const state = await until('m', ({ channels }) => channels[0]?.state === 'on');
  expect(state.channels[0]?.name).toBe(`${page}/orders/7,8`);
  expect(state.facts).toContainEqual({ name: 'hub', value: url });
  await publish([
    ['topic', `${page}/orders/7,8`],
    ['data', 'x'],
  ]);
  await until('m', ({ received }) => received === 1);
});

test.each([true, false])('follows who is subscribed to what; with topics of its own: %s', async (follow) => {
  const { url, subscribe } = await hub();
  const early = await subscribe('?topic=/early');
  const { start, until, recorder } = await startDesk([mercure]);
  await start(profile(url, { auth: 'secret', watchSubscriptions: true, follow }, withSecret));
  await until('m', ({ found }) => found?.some(({ name }) => name === '/early') === true);
  const late = await subscribe('?topic=/late');
  const state = await until('m', ({ found }) => found?.some(({ name }) => name === '/late') === true);
  expect(state.found?.find(({ name }) => name === '/early')).toEqual({ name: '/early', subscribers: 1, members: null });
  late.close();
  early.close();
  const gone = await until(
    'm',
    ({ found }) => found?.every(({ name }) => name !== '/late' && name !== '/early') === true,
  );
  expect(gone.phase).toBe('connected');
  expect(
    recorder
      .of('presence', 'leave')
      .map(({ channel }) => channel)
      .sort(),
  ).toEqual(['/early', '/late']);
});

test('who leaves while the list of subscriptions is on its way is not in it', async () => {
  const subscription = (topic: string, active: boolean) => ({
    id: `/.well-known/mercure/subscriptions/${topic}/urn:1`,
    type: 'Subscription',
    topic,
    subscriber: 'urn:1',
    active,
  });
  const url = await server((request, response) => {
    const { url: path = '' } = request;
    if (path.endsWith('/subscriptions')) {
      // Asked for already, and answered after the stream told that one of them left.
      stream?.write(`data: ${JSON.stringify(subscription('left', false))}\n\ndata: last\n\n`, () => {
        answer = () =>
          response.end(JSON.stringify({ subscriptions: ['left', 'stays'].map((one) => subscription(one, true)) }));
      });
    } else if (path.startsWith('/.well-known/mercure?')) {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream.write(':\n');
    } else response.writeHead(404).end();
  });
  let stream: ServerResponse | null = null;
  let answer = () => {};
  const { start, until } = await startDesk([mercure]);
  await start(profile(`${url}/.well-known/mercure`, { watchSubscriptions: true, follow: true }));
  await until('m', ({ received }) => received === 2);
  answer();
  const { found } = await until('m', (state) => (state.found?.length ?? 0) > 0);
  expect(found?.map(({ name }) => name)).toEqual(['stays']);
});
