import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeCodec } from '../suites/codec.suite';
import { createMercure } from '.';
import { eventText, streamFields } from './event-stream';
import { formText, parseForm } from './form';
import { isOriginListed } from './hub/origin';
import { parseSubscriptionPath, subscriptionPath } from './hub/subscription-path';
import { openStream } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { mayPublish, startMercure, testSecret } from './running-mercure.test-support';
import { parseToken } from './token';
import { topicSelector } from './topic-selector';
import { parseUriTemplate } from './uri-template';

describeCodec(createMercure(), [
  'topic=https%3A%2F%2Fexample.com%2Fbooks%2F1&data=%7B%22a%22%3A1%7D&private=on&type=changed',
  'topic=a&topic=b',
  'event: changed\nid: urn:uuid:1\ndata: {"a":1}\n\n',
  'id: 1\ndata: one\ndata: two\n\n',
  ':\n',
]);

let running: RunningMercure;
beforeAll(async () => {
  running = await startMercure();
});
afterAll(() => running.close());

const pieces = [
  '{',
  '}',
  '{id}',
  '{+a}',
  '{/a,b}',
  '{?q*}',
  '{#f}',
  '{a:3}',
  'a',
  '/',
  ',',
  '%41',
  '%',
  '*',
  'é',
  '\u0000',
];
const selectors = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

test('no selector and no topic make matching fail, or take more than the product of their lengths', () => {
  fc.assert(
    fc.property(
      fc.oneof(selectors, fc.string({ maxLength: 60 })),
      fc.oneof(selectors, fc.string({ maxLength: 200 })),
      (text, topic) => {
        expect(typeof topicSelector(text).matches(topic)).toBe('boolean');
        expect(topicSelector(text).matches(text)).toBe(true);
        const steps = parseUriTemplate(text)?.trace(topic).steps ?? 0;
        expect(steps).toBeLessThan(10 * (text.length + 1) * (topic.length + 1));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('what a template is filled with is matched by it', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9._~-]{0,20}$/);
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(topicSelector('/x/{a}/y/{b}').matches(`/x/${a}/y/${b}`)).toBe(true);
      expect(topicSelector('/x{/a,b}').matches(`/x/${a}/${b}`)).toBe(true);
      expect(topicSelector('/x{?a,b}').matches(`/x?a=${a}&b=${b}`)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('forms and subscription paths come back as they went', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (pairs) => {
      expect(parseForm(formText(pairs))).toEqual({ pairs, isBroken: false });
      const [[selector, subscriber] = ['', '']] = pairs;
      expect(parseSubscriptionPath(subscriptionPath(selector || 'x', subscriber || 'y'))).toEqual({
        selector: selector || 'x',
        subscriber: subscriber || 'y',
      });
    }),
    { numRuns: 1_000 },
  );
});

test('whatever the data, an event has its own fields and no others', () => {
  const data = fc.array(
    fc.constantFrom('\n', '\r', '\r\n', ':', ' ', 'id: x', 'event: y', 'data', 'a', '\u2028', '\0'),
  );
  fc.assert(
    fc.property(
      data.map((parts) => parts.join('')),
      (text) => {
        const fields = streamFields(eventText({ data: text, id: 'i', type: 't', retry: '5' }));
        expect(fields.slice(0, 3).map(({ name }) => name)).toEqual(['event', 'retry', 'id']);
        expect(fields.slice(3).every(({ name }) => name === 'data')).toBe(true);
        expect(fields.slice(3).map(({ value }) => value)).toEqual(text.split(/\r\n|\r|\n/));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('no bytes make forms, tokens, paths or origins throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = Buffer.from(bytes).toString('latin1');
      parseForm(text);
      parseSubscriptionPath(`/.well-known/mercure/subscriptions/${text}`);
      isOriginListed(text, ['*', 'http://*.x', text]);
      expect(typeof parseToken(text)).toBe('string');
      const token = `${Buffer.from(bytes).toString('base64url')}.${Buffer.from('{}').toString('base64url')}.x`;
      expect(['string', 'object']).toContain(typeof parseToken(token));
    }),
    { numRuns: 2_000 },
  );
});

/** Tokens that are nearly right: any header, any claims, a signature of any key but the hub's. */
test('a broken token is 401 and an entry, whatever is broken', async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? 'null').toString('base64url');
  const alg = fc.oneof(fc.constantFrom('HS256', 'none', 'RS256', 'ES256', 'hs256', '', 'PS256'), fc.jsonValue());
  const header = fc.oneof(
    fc.record({ alg, typ: fc.jsonValue(), kid: fc.jsonValue(), crit: fc.jsonValue() }, { requiredKeys: ['alg'] }),
    fc.jsonValue(),
  );
  const before = running.recorder.of('refused').length;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(header, fc.jsonValue(), fc.base64String({ maxLength: 60 }), async (head, claims, signature) => {
      const token = `${part(head)}.${part(claims)}.${signature.replace(/[+/=]/g, '_')}`;
      const { status } = await running.publish([['topic', 'a']], { authorization: `Bearer ${token}` });
      asked += 1;
      expect(status).toBe(401);
    }),
    { numRuns: 200 },
  );
  const refused = running.recorder.of('refused').slice(before);
  expect(refused).toHaveLength(asked);
  expect(JSON.stringify(refused.map(({ detail }) => detail?.reason))).not.toContain(testSecret);
  expect(running.recorder.of('error')).toEqual([]);
});

test('whatever a body or a query holds, the hub answers and goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isForm) => {
      const type = isForm
        ? 'application/x-www-form-urlencoded'
        : Buffer.from(bytes).toString('hex').slice(0, 40) || 'x';
      const { authorization = '' } = mayPublish;
      const body = Buffer.from(bytes).toString('latin1');
      const answer = await running.ask('POST', '/.well-known/mercure', { authorization, 'content-type': type }, body);
      expect([200, 400, 403]).toContain(answer.status);
      const query = encodeURI(body.replace(/[\ud800-\udfff]/g, '')).slice(0, 500);
      const stream = await openStream(`${running.url}?topic=a&${query.replace(/\s/g, '')}`, {});
      expect([200, 400, 401]).toContain(stream.status);
      stream.close();
    }),
    { numRuns: 150 },
  );
  expect(running.recorder.of('error')).toEqual([]);
});
