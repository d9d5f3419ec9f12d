import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactDetail } from '../../capture/redact';
import { fuzzInputs, fuzzTimeout } from '../../nightly.test-support';
import { describeCodec } from '../suites/codec.suite';
import { createMercure } from '.';
import { anyForm, anySelector, anyToken, anyUrlPattern } from './anything.test-support';
import { eventText, streamFields } from './event-stream';
import { formText, parseForm } from './form';
import { isOriginListed } from './hub/origin';
import { parseSubscriptionPath, subscriptionPath } from './hub/subscription-path';
import { modernClaims } from './modern-claims';
import { classicClaims, numericDate, parseToken, type TokenParts } from './token';
import { topicSelector } from './topic-selector';
import { parseUriTemplate } from './uri-template';
import { parseUrlPattern } from './url-pattern/url-pattern';

describeCodec(createMercure(), [
  'topic=https%3A%2F%2Fexample.com%2Fbooks%2F1&data=%7B%22a%22%3A1%7D&private=on&type=changed',
  'topic=a&topic=b',
  'event: changed\nid: urn:uuid:1\ndata: {"a":1}\n\n',
  'id: 1\ndata: one\ndata: two\n\n',
  ':\n',
]);

/** Lives through the whole test, so that what it remembers is used, and forgotten. */
const longLived = '/a{/x*}{?q,r}{y}{+z}{;v}a{w}b';
const old = parseUriTemplate(longLived);

test('no selector and no topic make matching fail, or take more than the product of their lengths', {
  timeout: fuzzTimeout,
}, () => {
  fc.assert(
    fc.property(anySelector, fc.oneof(anySelector, fc.string({ maxLength: 200 })), (text, topic) => {
      const selector = topicSelector(text);
      const isMatch = selector.matches(topic);
      const template = parseUriTemplate(text);
      const { matches = false, steps = 0 } = template?.trace(topic) ?? {};
      const again = template?.trace(topic) ?? { matches: false, steps: 0 };
      const other = `/a/${topic}`;
      const fit = [
        typeof isMatch === 'boolean',
        selector.matches(text),
        isMatch === (text === '*' || text === topic || matches),
        steps < 10 * (text.length + 1) * (topic.length + 1),
        again.matches === matches && again.steps <= topic.length * (text.length + 1),
        old?.matches(other) === parseUriTemplate(longLived)?.matches(other),
      ];
      expect(fit).not.toContain(false);
    }),
    { numRuns: fuzzInputs },
  );
});

/** States of one component at most; a pattern has eight. */
const mostStates = 4_096;

test('no URL pattern and no topic make matching fail, or take more than its states for each character', {
  timeout: fuzzTimeout,
}, () => {
  const topic = fc.oneof(
    anyUrlPattern,
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom('aaaa', 'ab', '12', '').map((text) => `https://e.test/${text.repeat(20)}`),
  );
  fc.assert(
    fc.property(anyUrlPattern, topic, (text, asked) => {
      const pattern = parseUrlPattern(text, 'http://mercure.invalid/.well-known/mercure');
      if (typeof pattern === 'string') {
        expect(pattern).toMatch(/\w/);
        return;
      }
      const { matches, steps } = pattern.trace(asked);
      // A URL spells one character with up to twelve of its own.
      expect(steps).toBeLessThan(8 * mostStates * (12 * asked.length + 40));
      expect(pattern.matches(asked)).toBe(matches);
    }),
    { numRuns: fuzzInputs },
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
      expect(parseForm(formText(pairs))).toEqual({ pairs, isBroken: false, isMisencoded: false });
      const [[selector, subscriber] = ['', '']] = pairs;
      const asked = { text: selector || 'x', matchType: null };
      expect(parseSubscriptionPath(subscriptionPath(asked, subscriber || 'y'))).toEqual({
        matchType: null,
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

test('any form is read, and in time', { timeout: fuzzTimeout }, () => {
  fc.assert(
    fc.property(anyForm, (text) => {
      const { pairs, isBroken } = parseForm(text);
      const asUsual = [...new URLSearchParams(`&${text}`)].length;
      // What a browser reads is never fewer; where nothing was left out it is as many.
      const again = parseForm(formText(pairs));
      const isSame = JSON.stringify(again) === JSON.stringify({ pairs, isBroken: false, isMisencoded: false });
      expect(isSame && pairs.length <= asUsual && (isBroken || pairs.length === asUsual)).toBe(true);
      parseSubscriptionPath(`/.well-known/mercure/subscriptions/${text}`);
      isOriginListed(text, ['*', 'http://*.x', text]);
    }),
    { numRuns: fuzzInputs },
  );
});

test.each([
  ['escapes', '%ff'.repeat(1_398_000)],
  ['pluses', '+'.repeat(4_194_000)],
  ['pairs', 'a&'.repeat(2_097_000)],
  ['bad escapes', '%&'.repeat(2_097_000)],
  ['semicolons', ';'.repeat(4_194_000)],
])('a whole body of %s is read, ten thousand pairs of it at most', (_what, text) => {
  const { pairs } = parseForm(text);
  expect(pairs.length).toBeLessThanOrEqual(10_000);
});

/** Whether everything that looks at the parts of a token can. */
function isRead({ header, claims }: TokenParts): boolean {
  const found = [classicClaims(claims), modernClaims(claims)];
  const times = [numericDate(claims, 'exp'), numericDate(claims, 'nbf')];
  return (
    JSON.stringify(redactDetail({ header, claims })) !== '' &&
    found.every((one) => typeof one === 'object' || one !== '') &&
    times.every((time) => time === null || time === undefined || typeof time === 'number')
  );
}

test('any token is a sentence or its parts, which are no deeper than what walks through them can go', {
  timeout: fuzzTimeout,
}, () => {
  fc.assert(
    fc.property(anyToken, (text) => {
      const parts = parseToken(text);
      // One expectation for each: a million of them takes longer than what is tested.
      const fit = [typeof parts === 'string' ? parts !== '' : isRead(parts)];
      expect(fit).not.toContain(false);
    }),
    { numRuns: fuzzInputs },
  );
});
