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
  return {
    payload,
    labels: sections.map(({ label }) => label),
    facts: Object.fromEntries(rows),
    texts: Object.fromEntries(sections.map((one) => [one.label, one.text])),
  };
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

const modern = (more: object, typ = 'at+jwt') => {
  const details = [
    { type: 'https://mercure.rocks/authorization-detail', actions: ['publish'], topics: [{ match: '*' }] },
  ];
  const claims = {
    iss: 'https://i.test',
    aud: running.url,
    exp: Date.now() / 1_000 + 60,
    authorization_details: details,
  };
  return { authorization: `Bearer ${token({ ...claims, ...more }, testSecret, { alg: 'HS256', typ })}` };
};
const checks = 'Found Issuer Algorithm Signature Type Expiry Audience Claims Grant'.split(' ');

test.each([
  ['Issuer', 'at+jwt', { iss: '' }],
  ['Type', 'JWT', {}],
  ['Expiry', 'at+jwt', { exp: undefined }],
  ['Audience', 'at+jwt', { aud: 'https://elsewhere.test' }],
  ['Claims', 'at+jwt', { authorization_details: [{ type: 'https://mercure.rocks/authorization-detail' }] }],
  ['Grant', 'at+jwt', { authorization_details: [] }],
])('a refusal of 1.0 shows where its token failed: %s', async (name, typ, more) => {
  await running.publish([['topic', '/a']], modern(more, typ));
  const { facts } = explained(running.recorder.of('refused')[0]);
  expect(facts['Checked as']).toBe('protocol 1.0');
  const at = checks.indexOf(name);
  expect(checks.slice(0, at).map((one) => facts[one]?.[0])).toEqual(checks.slice(0, at).map(() => '✓'));
  expect(facts[name]).toMatch(/^✗/);
});

test('a request of 0.x is told what 1.0 wants, one of 1.0 is not', async () => {
  await running.subscribe('?topic=https://a.test/{id}&lastEventID=earliest', bearer({ subscribe: ['*'] }));
  await running.subscribe('?match=a');
  await running.publish([['topic', '/a']], modern({}));
  const [old, late] = running.recorder.of('connection', 'open').map(explained);
  expect(old?.texts['For protocol 1.0']).toMatch(
    /match_urlpattern=https:\/\/a\.test\/:id[\s\S]*last_event_id[\s\S]*at\+jwt[\s\S]*\{"match":"\*"\}/,
  );
  expect(late?.labels).not.toContain('For protocol 1.0');
  const { facts, labels } = explained(running.recorder.of('publish')[0]);
  expect(labels).not.toContain('For protocol 1.0');
  expect(checks.map((one) => facts[one]?.[0])).toEqual(checks.map(() => '✓'));
});

test('a stream shows who subscribed, and what it came back with', async () => {
  await running.subscribe('?topic=a&lastEventID=unknown');
  const { labels, facts } = explained(running.recorder.of('connection', 'open')[0]);
  expect(labels.slice(0, 2)).toEqual(['Note', 'Subscriber']);
  expect(facts).toMatchObject({ 'Came back with': 'unknown', Found: 'no' });
});
