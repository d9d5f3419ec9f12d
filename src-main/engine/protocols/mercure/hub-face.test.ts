import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure } from './running-mercure.test-support';

let running: RunningMercure;
beforeEach(async () => {
  running = await startMercure();
});
afterEach(() => running.close());

test.each(['/healthz', '/mercure/health/ready', '/mercure/health/live', '/mercure/health/default/ready'])(
  '%s says that it is well, and leaves no entry',
  async (path) => {
    expect(await running.ask('GET', path)).toMatchObject({ status: 200 });
    expect(await running.ask('POST', path)).toMatchObject({ status: 405 });
    expect(running.recorder.entries.filter(({ kind }) => kind !== 'refused')).toEqual([]);
  },
);

test('metrics have the names of the reference hub', async () => {
  await running.subscribe('?topic=a');
  await (await running.subscribe('?topic=a')).close();
  await running.recorder.waitFor(({ action }) => action === 'close');
  await running.publish([['topic', 'a']]);
  const { body } = await running.ask('GET', '/mercure/metrics');
  expect(body).toContain('\nmercure_subscribers_connected 1\n');
  expect(body).toContain('\nmercure_subscribers_total 2\n');
  expect(body).toContain('\nmercure_updates_total 1\n');
});

test('HEAD is answered with the head of a stream and no stream', async () => {
  const { status, headers } = await running.ask('HEAD', '/.well-known/mercure?topic=a');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/event-stream');
  expect(running.hub.connections()).toEqual([]);
});

test.each(['PUT', 'DELETE', 'PATCH'])('%s is 405, and says what would pass', async (method) => {
  const { status, headers } = await running.ask(method, '/.well-known/mercure');
  expect(status).toBe(405);
  expect(headers.allow).toBe('GET, HEAD, POST');
});

test('other paths below the hub are 404, with an entry', async () => {
  expect((await running.ask('GET', '/.well-known/mercure/ui/')).status).toBe(404);
  expect(running.recorder.of('refused')[0]).toMatchObject({ action: 'request', code: 404, protocol: 'mercure' });
});

test('any page may read, with its cookies, and the cursor too', async () => {
  const stream = await running.subscribe('?topic=a', { origin: 'http://localhost:3000' });
  expect(stream.response.headers).toMatchObject({
    'access-control-allow-origin': 'http://localhost:3000',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Last-Event-ID, Mercure-Last-Event-ID, Link',
    vary: 'Origin',
  });
  const { headers } = await running.publish([], { ...bearer({}), origin: 'http://localhost:3000' });
  expect(headers['access-control-allow-origin']).toBe('http://localhost:3000');
});

test.each([
  ['http://localhost:3000', /on localhost and asked the hub as 127\.0\.0\.1/],
  ['http://127.0.0.1:3000', null],
  ['http://shop.test', null],
] as const)('a page on %s without a cookie is told of two names of one computer, or not', async (origin, words) => {
  await running.subscribe('?topic=a', { origin });
  const [entry] = running.recorder.of('connection', 'open');
  const note = entry?.detail?.note;
  expect(note === undefined ? null : note).toEqual(words === null ? null : expect.stringMatching(words));
});

describe('a page the hub was not told of', () => {
  const origin = 'https://shop.test:8443';
  beforeEach(async () => {
    await running.close();
    running = await startMercure({ corsOrigins: ['https://shop.test', 'http://localhost:*'] });
  });

  test('is told on its stream, which its browser throws away', async () => {
    const stream = await running.subscribe('?topic=a', { origin });
    expect(stream.response.headers['access-control-allow-origin']).toBeUndefined();
    await running.subscribe('?topic=a', { origin: 'http://localhost:3000' });
    await running.subscribe('?topic=a', { origin: new URL(running.url).origin });
    const notes = running.recorder.of('connection', 'open').map(({ detail }) => detail?.note);
    expect(notes[0]).toMatch(/keeps this from the page.*does not list https:\/\/shop\.test:8443.*Add the origin/);
    expect(notes[1]).not.toMatch(/corsOrigins/);
    expect(notes[2]).toBeUndefined();
  });

  test('is an entry where its browser asks beforehand, and sends nothing then', async () => {
    const ask = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    await running.ask('OPTIONS', '/.well-known/mercure', { origin, ...ask });
    await running.ask('OPTIONS', '/.well-known/mercure', { origin: 'https://shop.test', ...ask });
    expect(running.recorder.of('refused')).toMatchObject([
      {
        action: 'request',
        code: 204,
        detail: { check: 'origin', received: origin, expected: 'https://shop.test, http://localhost:*' },
      },
    ]);
  });
});

test.each([
  [{}, 'none came'],
  [{ 'sec-fetch-site': 'same-origin' }, /the browser has none/],
  [{ 'sec-fetch-site': 'same-site' }, /withCredentials: true/],
  [{ 'sec-fetch-site': 'cross-site' }, /another site/],
  [{ cookie: 'PHPSESSID=abc; lang=en' }, 'PHPSESSID, lang came, none of them mercureAuthorization'],
] as const)('where no token came, what is known of cookies is told: %j', async (headers, words) => {
  await running.subscribe('?topic=a', headers);
  const { cookies } = running.recorder.of('connection', 'open')[0]?.detail ?? {};
  expect(cookies).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
});

test('two requests sent at once on one connection are answered in their order', async () => {
  const { connect } = await import('node:net');
  const { port, host } = new URL(running.url);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  const head = (target: string) => `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  socket.write(head('/healthz') + head('/.well-known/mercure?topic=a'));
  await running.recorder.waitFor(({ action }) => action === 'subscribe');
  await running.publish([
    ['topic', 'a'],
    ['data', 'x'],
    ['id', 'i'],
  ]);
  await expect.poll(() => text).toMatch(/^HTTP\/1\.1 200 OK.*HTTP\/1\.1 200 OK.*:\nid: i\ndata: x\n\n$/s);
  socket.destroy();
});

test('who sends ten megabytes to the end is told that they are too many', async () => {
  const fields = [
    ['topic', 'a'],
    ['data', 'x'.repeat(10_485_761)],
  ] as const;
  for (let time = 0; time < 5; time += 1) {
    expect(await running.publish(fields)).toMatchObject({ status: 400, body: expect.stringMatching(/larger than/) });
  }
});

test('an HTTP/1.0 proxy gets the same bytes', async () => {
  const { connect } = await import('node:net');
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.write('GET /.well-known/mercure?topic=a HTTP/1.0\r\n\r\n');
  await running.recorder.waitFor(({ action }) => action === 'subscribe');
  await running.publish([
    ['topic', 'a'],
    ['data', 'x'],
    ['id', 'i'],
  ]);
  await expect.poll(() => text).toMatch(/\r\n\r\n:\nid: i\ndata: x\n\n$/);
  expect(text).not.toMatch(/transfer-encoding/i);
  socket.destroy();
});

describe('the hub itself', () => {
  test('sends by the protocol that is named, and counts who would get it', async () => {
    await running.subscribe('?topic=/books/{id}');
    const asked = { app: 'mercure', channel: '/books/7', excludeSocketId: '' };
    expect(running.hub.preview(asked)).toEqual({ matched: 1, excluded: 0 });
    expect(running.hub.preview({ ...asked, app: 'another' })).toEqual({ matched: 0, excluded: 0 });
    const isPrivate = { ...asked, protocol: 'mercure', isPrivate: true };
    expect(running.hub.preview(isPrivate)).toEqual({ matched: 0, excluded: 0, denied: 1 });
    expect(running.hub.preview({ ...asked, channel: 'x', alternates: ['/books/8'] })).toMatchObject({ matched: 1 });
    const draft = {
      protocol: 'mercure',
      app: 'mercure',
      channel: '/books/7',
      event: 'changed',
      data: 'x',
      excludeSocketId: '',
    };
    expect(running.hub.send(draft)).toMatchObject({ ok: true, matched: 1 });
    expect(running.hub.send({ ...draft, channel: '/.well-known/mercure/x' })).toMatchObject({ ok: false });
    expect(running.recorder.of('publish')[0]?.text).toBe('topic=%2Fbooks%2F7&data=x&type=changed');
  });

  test('sends every field of an update, as symfony/mercure would have', async () => {
    const stream = await running.subscribe('?topic=b', bearer({ subscribe: ['b'] }));
    const draft = { protocol: 'mercure', app: '', channel: 'a', event: 'moved', data: 'x y', excludeSocketId: '' };
    const sent = running.hub.send({ ...draft, alternates: ['b', ''], isPrivate: true, id: 'i 1', retry: '50' });
    expect(sent).toMatchObject({ ok: true, matched: 1 });
    expect(await stream.received(1)).toEqual(['event: moved\nretry: 50\nid: i 1\ndata: x y']);
    const body = 'topic=a&topic=b&data=x+y&private=on&id=i+1&type=moved&retry=50';
    expect(running.recorder.of('publish')[0]).toMatchObject({
      text: body,
      detail: { channels: ['a', 'b'], id: 'i 1' },
    });
  });

  test.each([
    [{ channel: '/.well-known/mercure/x' }, 'topic', 403],
    [{ channel: '' }, 'topic', 400],
    [{ retry: 'soon' }, 'retry', 400],
    [{ id: 'a\nb' }, 'id', 400],
    [{ event: 'a\rb' }, 'type', 400],
  ])('turns down %j, and keeps it as an entry', (fields, check, code) => {
    const draft = { protocol: 'mercure', app: '', channel: 'a', event: 'e', data: 'x', excludeSocketId: '', ...fields };
    const result = running.hub.send(draft);
    const [entry] = running.recorder.of('refused');
    expect(entry).toMatchObject({ action: 'publish', code, protocol: 'mercure', detail: { check, sdk: 'Hubbub' } });
    expect(result).toMatchObject({ ok: false, refused: entry?.seq, problem: { code: 'bad-input' } });
    expect(running.recorder.of('publish')).toEqual([]);
  });

  test('lists topics and who is where', async () => {
    await running.subscribe('?topic=a&topic=b&topic=a');
    await running.publish([
      ['topic', 'c'],
      ['private', 'on'],
    ]);
    await running.publish([['topic', 'a']], bearer({ publish: ['b'] }));
    const names = running.hub
      .channels()
      .map(({ name, kind, subscribers, messages, refusals }) => [name, kind, subscribers, messages, refusals]);
    expect(names).toEqual([
      ['b', 'public', 1, 0, 0],
      ['c', 'private', 0, 1, 0],
      ['a', 'public', 1, 0, 1],
    ]);
    expect(running.hub.connections()[0]?.channels).toEqual(['a', 'b']);
  });

  test('ends a stream when somebody at the screen says so', async () => {
    const stream = await running.subscribe('?topic=a');
    running.hub.dismiss(1, { mayReturn: true, reason: 'Ended from the screen.' });
    await stream.ended();
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ direction: 'down', detail: { reason: 'Ended from the screen.' } });
    expect(close.code).toBeUndefined();
  });
});
