import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import { ForgetfulRecorder } from '../../hub/forgetful-recorder.test-support';
import { openSocket } from '../../hub/raw-socket.test-support';
import { fuzzInputs, fuzzTimeout } from '../../nightly.test-support';
import { anyForm, anyToken } from './anything.test-support';
import type { Stream } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { mayPublish, startMercure, testSecret } from './running-mercure.test-support';

const recorder = new ForgetfulRecorder(({ kind }, detail) => kind === 'error' || detail.includes(testSecret));
let running: RunningMercure;
let witness: Stream;
let port: number;
beforeAll(async () => {
  // Whoever listens longer than the hub lets them would be sent away, and a night is longer.
  running = await startMercure({ historyUpdates: 100, writeTimeoutS: 0 }, { recorder });
  port = Number(new URL(running.url).port);
  witness = await running.subscribe('?topic=witness');
});
afterAll(() => running.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function usedMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1_048_576;
}

/** Somebody else still gets what is published, at once; nothing failed, and nobody is left behind. */
async function expectAlive(): Promise<void> {
  const id = `alive-${Math.random()}`;
  await running.publish([
    ['topic', 'witness'],
    ['id', id],
  ]);
  await witness.until(({ text }) => text.includes(id));
  witness.text = '';
  expect(recorder.mistakes).toEqual([]);
  await expect.poll(() => running.hub.state().connections).toBe(1);
}

/** What a header may hold: nothing that ends it. */
const headerText = fc.uint8Array({ maxLength: 40 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/\p{Cc}/gu, ' '),
);
const origin = fc.oneof(fc.constantFrom('http://localhost:1', 'null', 'http://[', '', '*'), headerText);
const authorization = fc.oneof(
  anyToken.map((token) => `Bearer ${token}`),
  fc.constant(String(mayPublish.authorization)),
  headerText,
);
const headers = fc
  .record(
    {
      Authorization: authorization,
      Cookie: fc.oneof(
        anyToken.map((token) => `a=b; mercureAuthorization=${token}`),
        anyToken.map((token) => `mercure_access_token=${token}; a`),
        headerText,
      ),
      Origin: origin,
      Referer: origin,
      'Content-Type': fc.oneof(
        fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'multipart/form-data', ';'),
        headerText,
      ),
      'Last-Event-ID': fc.oneof(fc.constantFrom('earliest', 'alive', ''), headerText),
      'If-None-Match': headerText,
      'Access-Control-Request-Method': fc.constant('POST'),
    },
    { requiredKeys: [] },
  )
  .map((all) =>
    Object.entries(all)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join(''),
  );
/** What a target may hold: no spaces, nothing above ASCII. */
const query = fc
  .oneof(
    anyForm,
    fc.tuple(anyForm, anyToken).map(([form, token]) => `${form}&authorization=${token}`),
  )
  .map((text) => text.replace(/[^\x21-\x7e]|#/g, ''));
const path = fc.constantFrom(
  '/.well-known/mercure',
  '/.well-known/mercure',
  '/.well-known/mercure',
  '/.well-known/mercure/subscriptions',
  '/.well-known/mercure/subscriptions/%7Bid%7D',
  '/.well-known/mercure/subscriptions/%/%ff',
  '/.well-known/mercure/subscriptions/urlpattern/%3Aid/%ff',
  '/.well-known/oauth-protected-resource/.well-known/mercure',
  '/.well-known/mercure/x',
  '/healthz',
  '/mercure/health/live',
  '/mercure/metrics',
);

const perConnection = 25;
const answered = /HTTP\/1\.1 (\d{3}) /g;

/** A request that is answered and over, as bytes. GET of the hub itself is a stream, and another test. */
const request = fc
  .tuple(
    fc.constantFrom('POST', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'GET'),
    path,
    query,
    headers,
    anyForm,
  )
  .map(([method, at, asked, head, form]) => {
    const target = `${method === 'GET' && at.endsWith('/mercure') ? '/healthz' : at}?${asked}`;
    const body = method === 'POST' || method === 'PUT' ? form : '';
    return `${method} ${target} HTTP/1.1\r\nHost: h\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`;
  })
  // A longer head is refused before anything of ours sees it, and ends the connection.
  .filter((text) => text.length < limits.headerBytes);

test('any requests on one connection: each is answered, and memory stays', { timeout: fuzzTimeout }, async () => {
  const last = 'GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
  let runs = 0;
  let early = Number.POSITIVE_INFINITY;
  const usual = new Set(['200', '204', '304', '400', '401', '403', '404', '405']);
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: perConnection, maxLength: perConnection }), async (texts) => {
      const { socket, ended } = await openSocket(port);
      socket.write(Buffer.from(texts.join('') + last, 'latin1'));
      const statuses = [...(await ended()).matchAll(answered)].map(([, status]) => status);
      expect(statuses).toHaveLength(texts.length + 1);
      expect(statuses.filter((status) => !usual.has(status as string))).toEqual([]);
      runs += 1;
      if (runs === 200) early = usedMb();
    }),
    { numRuns: fuzzInputs / perConnection },
  );
  await expectAlive();
  expect(usedMb() - early).toBeLessThan(30);
});

/** A stream with its first comment, or a refusal with a sentence; 431 is a head too long. */
const begun = /^HTTP\/1\.1 (?:200 [\s\S]*\r\n\r\n:\n|(?:400|401) [\s\S]*\r\n\r\n.|431 )/;

/** Of either dialect. */
const selector = fc.constantFrom('topic=%7Ba%7D%7Bb%7D', 'match_urlpattern=/:a/(b|c)*');

test('any subscription: a stream or a refusal, and nothing of it is kept', { timeout: fuzzTimeout }, async () => {
  const before = usedMb();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(selector, query, headers), { minLength: 5, maxLength: 5 }), async (all) => {
      await Promise.all(
        all.map(async ([first, asked, head]) => {
          const { socket, until, ended } = await openSocket(port);
          const target = `/.well-known/mercure?${first}&${asked}`;
          socket.write(Buffer.from(`GET ${target} HTTP/1.1\r\nHost: h\r\n${head}\r\n`, 'latin1'));
          const received = await Promise.race([until(begun), ended()]);
          expect(received).toMatch(begun);
          socket.destroy();
          await ended();
        }),
      );
    }),
    { numRuns: fuzzInputs / 100 },
  );
  await expectAlive();
  expect(usedMb() - before).toBeLessThan(30);
});

test('any bytes: an end, and nobody else notices', { timeout: fuzzTimeout }, async () => {
  const starts = [
    '',
    'POST /.well-known/mercure HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n',
    'POST /.well-known/mercure HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
    'GET /.well-known/mercure?topic=a HTTP/1.1\r\nHost: h\r\nLast-Event-ID: ',
    'GET /.well-known/mercure?topic=a HTTP/1.1\r\nHost: h\r\n\r\n',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), async (start, bytes) => {
      const { socket, ended } = await openSocket(port);
      socket.end(Buffer.concat([Buffer.from(start), bytes]));
      setTimeout(() => socket.destroy(), 20);
      await ended();
    }),
    { numRuns: fuzzInputs / 100 },
  );
  await expectAlive();
});
