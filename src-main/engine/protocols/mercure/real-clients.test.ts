import { readFileSync } from 'node:fs';
import { EventSource } from 'eventsource';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askOne } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure } from './running-mercure.test-support';
import { defaultMercure } from './settings';

let running: RunningMercure;
beforeEach(async () => {
  running = await startMercure({}, {});
});
afterEach(() => running.close());

interface Recorded {
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly form: readonly (readonly [string, string])[];
}

/** Requests that Symfony 5.4 with symfony/mercure 0.6.3 sent, one JSON object after the other. */
function recorded(): readonly Recorded[] {
  const text = readFileSync(`${__dirname}/recordings/symfony-mercure-0.6.3-requests.txt`, 'utf8');
  return text.split(/^(?=\{)/m).flatMap((part) => (part.trim() === '' ? [] : [JSON.parse(part) as Recorded]));
}

test('recorded requests of symfony/mercure are read field by field, whatever became of their tokens', async () => {
  const plain = await startMercure(defaultMercure);
  const requests = recorded();
  expect(requests).toHaveLength(15);
  for (const { rawHeaders, body } of requests) {
    const headers = Object.fromEntries(rawHeaders.map((line) => line.split(/: (.*)/s).slice(0, 2)));
    const { Authorization = '' } = headers;
    const sent = { 'content-type': headers['Content-Type'] ?? '', authorization: Authorization };
    expect([200, 401]).toContain((await askOne(plain.url, 'POST', sent, body)).status);
    // Signed anew with a secret of this hub, each of them is a publish.
    const answer = await running.ask('POST', '/.well-known/mercure', { ...sent, ...bearer({ publish: ['*'] }) }, body);
    expect(answer.status).toBe(200);
  }
  const topics = running.recorder.of('publish').map(({ channel }) => channel);
  const wanted = requests.map(({ form }) =>
    form.flatMap(([name, value]) => (name === 'topic' ? [value] : [])).join(', '),
  );
  expect(topics).toEqual(wanted);
  await plain.close();
});

test('npm eventsource hears typed and plain updates, and comes back with the id of its last one', async () => {
  const heard: string[] = [];
  const sentCursors: (string | null)[] = [];
  const source = new EventSource(`${running.url}?topic=a`, {
    fetch: (url, init) => {
      sentCursors.push(new Headers(init.headers).get('last-event-id'));
      return fetch(url, {
        ...init,
        headers: { ...init.headers, ...(bearer({ subscribe: ['a'] }) as Record<string, string>) },
      });
    },
  });
  source.onmessage = ({ data }) => heard.push(`message ${data}`);
  source.addEventListener('changed', ({ data }) => heard.push(`changed ${data}`));
  await running.recorder.waitFor(({ action }) => action === 'subscribe');
  await running.publish([
    ['topic', 'a'],
    ['data', 'one\ntwo'],
    ['private', 'on'],
  ]);
  await running.publish([
    ['topic', 'a'],
    ['data', 'x'],
    ['type', 'changed'],
    ['id', 'last'],
    ['retry', '20'],
  ]);
  await expect.poll(() => heard).toEqual(['message one\ntwo', 'changed x']);
  running.hub.dismiss(1, { mayReturn: true, reason: 'Ended by the test.' });
  await running.recorder.waitFor(({ action }) => action === 'close');
  await running.publish([
    ['topic', 'a'],
    ['data', 'missed'],
  ]);
  await expect.poll(() => heard).toEqual(['message one\ntwo', 'changed x', 'message missed']);
  expect(sentCursors).toEqual([null, 'last']);
  source.close();
});
