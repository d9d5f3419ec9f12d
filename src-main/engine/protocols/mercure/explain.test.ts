import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntryBody, Row } from '../../../contract/entry';
import type { RecordedEntry } from '../../hub/memory-recorder.test-support';
import { codec } from './codec';
import { token } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure, testSecret } from './running-mercure.test-support';

let running: RunningMercure;
beforeEach(async () => {
  running = await startMercure();
});
afterEach(() => running.close());

/** What the inspector shows of an entry as the hub recorded it. */
function explained(entry: RecordedEntry | undefined) {
  const { kind = 'note', action = 'none', channel = '', event = '', code = null, text = '', detail } = entry ?? {};
  const row = { kind, action, channel, event, code, client: '', source: '', atMs: Date.now() } as Row;
  const body: EntryBody = {
    row,
    detail: detail ?? null,
    rawBase64: Buffer.from(text).toString('base64'),
    isText: true,
  };
  const { payload, sections } = codec.explain(body);
  const rows = sections.flatMap((one) => (one.kind === 'table' ? (JSON.parse(one.text) as [string, string][]) : []));
  return { payload, labels: sections.map(({ label }) => label), facts: Object.fromEntries(rows) };
}

test('a publish shows its update and a tick for each check of its token', async () => {
  await running.publish([
    ['topic', '/a'],
    ['data', '{"a":1.0}'],
    ['private', ''],
    ['id', 'i'],
  ]);
  const { payload, labels, facts } = explained(running.recorder.of('publish')[0]);
  expect(payload).toBe('{"a":1.0}');
  expect(labels.slice(0, 3)).toEqual(['Update', 'Token', 'Claims of the token']);
  expect(facts).toMatchObject({
    Id: 'i',
    Private: expect.stringMatching(/^yes/),
    Found: '✓ in the Authorization header',
    Algorithm: '✓ HS256',
    Expiry: '✓ never',
    Grant: '✓ /a against *',
  });
  expect(facts.Signature).toMatch(/^✓ with a secret of \d+ characters$/);
});

test.each([
  ['Signature', { authorization: `Bearer ${token({ mercure: { publish: ['*'] } }, 'another secret')}` }],
  ['Expiry', bearer({ publish: ['*'] }, { exp: 1 })],
  ['Claims', bearer({ publish: '*' })],
  ['Grant', bearer({ publish: ['/b'] })],
])('a refusal shows where its token failed: %s', async (name, headers) => {
  await running.publish([['topic', '/a']], headers);
  const { facts } = explained(running.recorder.of('refused')[0]);
  const signs = ['Found', 'Algorithm', 'Signature', 'Expiry', 'Claims', 'Grant'].map((one) => [one, facts[one] ?? '']);
  const at = signs.findIndex(([one]) => one === name);
  expect(signs.slice(0, at).every(([, text]) => text?.startsWith('✓'))).toBe(true);
  expect(signs[at]?.[1]).toMatch(/^✗/);
  expect(JSON.stringify(facts)).not.toContain(testSecret);
});

test('a stream shows who subscribed, and what it came back with', async () => {
  await running.subscribe('?topic=a&lastEventID=unknown');
  const { labels, facts } = explained(running.recorder.of('connection', 'open')[0]);
  expect(labels.slice(0, 2)).toEqual(['Note', 'Subscriber']);
  expect(facts).toMatchObject({ 'Came back with': 'unknown', Found: 'no' });
});
