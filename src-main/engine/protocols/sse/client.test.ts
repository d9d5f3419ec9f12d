import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip, constants as zlib } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { EntryBody } from '../../../contract/entry';
import type { ProfileInput } from '../../../contract/profile';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RecordedEntry } from '../../hub/memory-recorder.test-support';
import { sse } from '.';

type Answer = (response: ServerResponse, request: IncomingMessage, number: number) => void;

async function server(answer: Answer): Promise<string> {
  let number = 0;
  const http = createServer((request, response) => {
    number += 1;
    answer(response, request, number);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/events`;
}

const stream = { 'content-type': 'text/event-stream' };
const profile = (url: string, more: Partial<ProfileInput> = {}, fields: ProfileInput['fields'] = {}): ProfileInput => ({
  name: 'sse',
  protocol: 'sse',
  ...more,
  fields: { url, ...fields },
});

function explained(entry: RecordedEntry) {
  const row = { code: null, channel: '', event: '', ...entry } as unknown as EntryBody['row'];
  const rawBase64 = Buffer.from(entry.body ?? []).toString('base64');
  return sse.codec.explain({ row, detail: (entry.detail ?? null) as EntryBody['detail'], rawBase64, isText: true });
}

test('what the codec writes it reads', () => {
  for (const [event, data] of [
    ['message', { id: 7 }],
    ['made', 'two\nlines'],
  ] as const) {
    const frame = sse.codec.encode({ event, channel: '', data });
    expect(sse.codec.decode(frame)).toMatchObject({ event, data, note: '' });
  }
  expect(sse.codec.decode(Buffer.from(':'))).toMatchObject({ note: 'no data' });
});

test('every field of the stream is an entry, and typed events are as visible as any', async () => {
  const url = await server((response) => {
    response.writeHead(200, { ...stream, server: 'test' });
    response.write(
      ':\n: still here\n\nretry: 2500\n\nid: 7\n\nevent: made\nid: 8\ntopics: /orders\ndata: {"id":\ndata: 7}\n\ndata: plain\n\n',
    );
  });
  const { start, until, recorder } = await startDesk([sse]);
  await start(profile(url));
  const state = await until('sse', ({ facts }) => facts.length === 3);
  expect(state.facts).toEqual([
    { name: 'lastEventId', value: '8' },
    { name: 'retry', value: '2500 ms' },
    { name: 'server', value: 'test' },
  ]);
  expect(recorder.entries.slice(1).map(({ kind, action, event, text }) => [kind, action, event, text])).toEqual([
    ['ping', 'heartbeat', 'comment', ':\n'],
    ['ping', 'heartbeat', 'comment', ': still here\n'],
    ['ping', 'chatter', 'retry', 'retry: 2500\n\n'],
    ['ping', 'chatter', 'id', 'id: 7\n\n'],
    ['deliver', undefined, 'made', 'event: made\nid: 8\ntopics: /orders\ndata: {"id":\ndata: 7}\n\n'],
    ['deliver', undefined, 'message', 'data: plain\n\n'],
  ]);
  const [made, plain] = recorder.of('deliver') as [RecordedEntry, RecordedEntry];
  expect(made.detail).toMatchObject({ id: '8', others: [['topics', '/orders']], place: 1, inRead: 2 });
  expect(plain).toMatchObject({ detail: { lastEventId: '8' }, summary: 'plain' });
  expect(JSON.parse(explained(made).payload)).toEqual({ id: 7 });
  expect(JSON.stringify(explained(made).sections)).toContain('topics');
});

test('comes back with Last-Event-ID after the time the server asked for, and says what may be missing', async () => {
  const clock = new ManualClock();
  const seen: unknown[] = [];
  const url = await server((response, { headers }, number) => {
    seen.push(headers['last-event-id']);
    response.writeHead(200, stream);
    if (number === 1) response.end('retry: 7000\nid: ä1\ndata: a\n\ndata: unfin');
    else response.write('data: b\n\n');
  });
  const { start, until, recorder } = await startDesk([sse], { clock });
  await start(profile(url));
  const waiting = await until('sse', ({ phase }) => phase === 'waiting');
  expect((waiting.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(7_000);
  expect(waiting.advice).toContain('7,000 ms');
  expect(recorder.of('connection', 'close')[0]).toMatchObject({
    text: 'data: unfin',
    detail: { unfinishedBytes: 11, events: 1 },
  });
  clock.advance(7_000);
  await until('sse', ({ received }) => received === 2);
  expect(seen).toEqual([undefined, Buffer.from('ä1').toString('latin1')]);
  expect(recorder.of('gap')[0]?.detail?.reason).toContain('that the server does not repeat after id ä1');
});

test('method, body, headers and the first id are sent as the profile has them, and not to another host', async () => {
  const seen: unknown[] = [];
  const other = await server((response, { headers, url }) => {
    seen.push([headers.host?.split(':')[0], url, headers.authorization, headers['x-one']]);
    response.writeHead(200, stream).write('data: a\n\n');
  });
  const url = await server((response, request) => {
    request.setEncoding('utf8').on('data', (body) => {
      seen.push([request.method, request.headers.authorization, request.headers['last-event-id'], body]);
      response.writeHead(302, { location: other.replace('127.0.0.1', 'localhost') }).end();
    });
  });
  const { start, until } = await startDesk([sse]);
  const secrets = { headers: 'Authorization: Bearer abcdefgh\nX-One: 1' };
  await start(profile(url, { secrets }, { method: 'POST', body: '{"q":1}', lastEventId: '5' }));
  await until('sse', ({ received }) => received === 1);
  expect(seen).toEqual([
    ['POST', 'Bearer abcdefgh', '5', '{"q":1}'],
    ['localhost', '/events', undefined, '1'],
  ]);
});

test('a read that held several events after a silence says that something buffers', async () => {
  const clock = new ManualClock();
  const later: { write(text: string): void }[] = [];
  const url = await server((response) => {
    response.writeHead(200, { ...stream, server: 'nginx/1.25.3' });
    response.write('data: 0\n\n');
    later.push(response);
  });
  const { start, until, recorder } = await startDesk([sse], { clock });
  await start(profile(url));
  await until('sse', ({ received }) => received === 1);
  clock.advance(5_000);
  later[0]?.write(Array.from({ length: 7 }, (_, i) => `data: ${i}\n\n`).join(''));
  const state = await until('sse', ({ facts }) => facts.some(({ name }) => name === 'arrival'));
  expect(state.facts.at(-1)?.value).toBe('7 events in one read after 5.0 s: something buffers');
  const note = recorder.of('note')[0] as RecordedEntry;
  expect(note.detail?.hint).toMatch(/X-Accel-Buffering.*nginx\/1\.25\.3 answered/);
  expect(recorder.of('deliver').at(-1)?.detail).toMatchObject({ place: 7, inRead: 7, waitMs: 5_000, read: 2 });
});

test('a compressed stream is read as it comes', async () => {
  const url = await server((response) => {
    response.writeHead(200, { ...stream, 'content-encoding': 'gzip' });
    const gzip = createGzip({ flush: zlib.Z_SYNC_FLUSH });
    gzip.pipe(response);
    gzip.write('data: a\n\n');
    gzip.flush();
  });
  const { start, until } = await startDesk([sse]);
  await start(profile(url));
  const { facts } = await until('sse', ({ received }) => received === 1);
  expect(facts).toContainEqual({ name: 'compression', value: 'gzip' });
});

test.each([
  [204, {}, '', 'failed', /asks not to come back/],
  [200, { 'content-type': 'text/html' }, '<html>', 'failed', /type text\/html instead/],
  [404, { server: 'nginx' }, 'not found', 'failed', /answered 404.*nginx/],
  [401, {}, '', 'failed', /answered 401/],
  [503, { 'retry-after': '9' }, 'full', 'waiting', /answered 503/],
] as const)('%i is no stream, and what follows is said', async (status, headers, body, phase, words) => {
  const clock = new ManualClock();
  const url = await server((response) => response.writeHead(status, headers).end(body));
  const { start, until, recorder } = await startDesk([sse], { clock });
  await start(profile(url));
  const state = await until('sse', (one) => one.phase === phase);
  expect(state.problem?.message).toMatch(words);
  if (status === 503) expect((state.nextAttemptAtMs ?? 0) - clock.nowMs()).toBe(9_000);
  expect(recorder.of('refused', 'open')[0]).toMatchObject({ code: status });
});

test('a stream torn off, a silent one and an event over the bound', async () => {
  const clock = new ManualClock();
  const url = await server((response, _request, number) => {
    response.writeHead(200, stream);
    response.write('data: a\n\n', () => (number === 1 ? response.destroy() : undefined));
    if (number === 3) {
      const part = `data: ${'x'.repeat(1_000_000)}\n`;
      for (let i = 0; i < 18; i += 1) response.write(part);
      response.write('\ndata: after\n\n');
    }
  });
  const { start, until, recorder } = await startDesk([sse], { clock });
  await start(profile(url, {}, { silenceSeconds: 50 }));
  const torn = await until('sse', ({ phase }) => phase === 'waiting');
  expect(torn.problem?.message).toContain('reset');
  clock.advance(5_000);
  await until('sse', ({ received }) => received === 2);
  clock.advance(50_000);
  const silent = await until('sse', ({ phase }) => phase === 'waiting');
  expect(silent.problem?.message).toContain('Nothing came for 50 s');
  clock.advance(30_000);
  await recorder.waitFor(({ text }) => text === 'data: after\n\n');
  const gap = recorder.of('gap').find(({ detail }) => String(detail?.reason).includes('was not taken'));
  expect(gap?.summary).toMatch(/An event of 18,000,1\d\d bytes was not taken/);
});
