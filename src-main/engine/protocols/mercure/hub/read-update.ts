import type { MercureDialect } from '../../../../contract/mercure';
import type { Update } from '../event-stream';
import type { Form } from '../form';
import { maxSelectors } from '../token';
import type { Grants } from './grants';
import { hubPath } from './names';
import { quote, type Refusal } from './refusal';

/** The fields of a publish as sent. Empty ones count as absent, except `private`, whose presence is what counts. */
export interface AskedUpdate {
  readonly update: Update;
  readonly isBroken: boolean;
}

/** Reads a publish; what is wrong with it is for `updateFault` and the grants to say. `newId` is used where none was sent. */
export function readUpdate(form: Form, newId: () => string): AskedUpdate {
  const topics: string[] = [];
  // Of a field that came twice the first counts. One walk for all of them: this is done for each publish.
  const first = new Map<string, string>();
  for (const [name, value] of form.pairs) {
    if (name === 'topic') {
      topics.push(value);
    } else if (!first.has(name)) {
      first.set(name, value);
    }
  }
  const field = (name: string) => first.get(name) ?? '';
  const update = {
    topics,
    data: field('data'),
    isPrivate: first.has('private'),
    id: field('id') || newId(),
    type: field('type'),
    retry: field('retry'),
  };
  return { update, isBroken: form.isBroken };
}

const formTypes = /^\s*application\/x-www-form-urlencoded/i;
const formExample = 'application/x-www-form-urlencoded: topic=…&data=…';
const largestRetry = 2n ** 64n - 1n;

/** What is looked at before the rights of the sender are, in the order of the reference hub. */
export function formFault({ update, isBroken }: AskedUpdate, contentType: string): Refusal | null {
  const { topics, retry } = update;
  if (isBroken) {
    const hint = 'A "%" has to be written %25, and ";" %3B. There are at most 10,000 fields.';
    const received = 'a bad escape, a raw semicolon, or too many fields';
    return bad('form', 'Bad Request: the body is no form.', hint, received, formExample);
  }
  if (topics.length === 0) {
    const received = formTypes.test(contentType) ? 'a form without a topic' : contentType || 'no Content-Type';
    return bad('topic', 'Missing "topic" parameter', topicHint(contentType), received, formExample);
  }
  if (topics.length > maxSelectors) {
    const reason = `There are ${topics.length} topics, at most ${maxSelectors} are allowed.`;
    return bad('topics', reason, 'Send several updates.', String(topics.length), `at most ${maxSelectors}`);
  }
  if (retry !== '' && (!/^\d{1,20}$/.test(retry) || BigInt(retry) > largestRetry)) {
    const hint = 'It is the reconnection time in milliseconds: a whole number, 0 or more.';
    return bad('retry', 'Invalid "retry" parameter', hint, retry, 'for example 3000');
  }
  return null;
}

function topicHint(contentType: string): string {
  return /json/i.test(contentType)
    ? 'The body came as JSON. Send it as application/x-www-form-urlencoded: topic=…&data=….'
    : 'Name the topic in the body, not in the query, as application/x-www-form-urlencoded: topic=…&data=…. Not topic[].';
}

/** Rights of 1.0. */
export const detailExample =
  '{"authorization_details":[{"type":"https://mercure.rocks/authorization-detail","actions":["publish"],"topics":[{"match":"*"}]}]}';

const noDetail: Refusal = {
  status: 401,
  check: 'grant',
  reason: 'The token may not publish: no detail of Mercure in it has the action "publish".',
  hint: 'A claim "mercure" is of 0.x and not looked at in 1.0; the rights are in authorization_details.',
  received: 'no detail with the action publish',
  expected: detailExample,
};

/** Every topic of an update has to be granted, public or private alike. */
export function grantFault(topics: readonly string[], grants: Grants | null, dialect: MercureDialect): Refusal | null {
  if (grants === null || grants.texts.length === 0) {
    if (dialect === '1.0') return noDetail;
    const found = grants === null ? 'no claim mercure.publish' : 'an empty list mercure.publish';
    return {
      status: 401,
      check: 'grant',
      reason: `The token may not publish: it has ${found}.`,
      hint: 'Sign it with {"mercure":{"publish":["*"]}}; in the bundle: jwt: { secret: …, publish: "*" }. An empty list once meant public updates, and grants nothing since 2022.',
      received: found,
      expected: '{"mercure":{"publish":["*"]}}',
    };
  }
  const missing = topics.find((topic) => !grants.covers(topic));
  return missing === undefined
    ? null
    : {
        status: 401,
        check: 'grant',
        reason: `The token may not publish to ${quote(missing, 200)}.`,
        hint:
          dialect === '1.0'
            ? 'Every topic of an update has to match a topic of a detail with the action "publish" in authorization_details.'
            : 'Every topic of an update has to match one of the selectors in mercure.publish.',
        received: quote(missing),
        expected: quote(`a topic that matches ${grants.texts.join(' or ')}`),
      };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const breaks = /[\u0000\r\n]/;

/** What is looked at last. */
export function contentFault({ topics, id, type }: Update): Refusal | null {
  const reserved = topics.find((topic) => topic.includes(hubPath));
  if (reserved !== undefined) {
    const reason = `The topic ${quote(reserved, 200)} is reserved: only the hub itself announces subscriptions.`;
    const hint = `Use a topic without ${hubPath} in it.`;
    return { ...bad('topic', reason, hint, reserved, `a topic without ${hubPath} in it`), status: 403 };
  }
  for (const [name, value] of [
    ['id', id],
    ['type', type],
  ] as const) {
    if (breaks.test(value)) {
      const reason = `Invalid "${name}" parameter: it holds a line break or a NUL.`;
      const hint = 'It stands on a line of its own in the stream, and could forge others.';
      return bad(name, reason, hint, JSON.stringify(quote(value, 100)), 'a text on one line');
    }
  }
  return null;
}

function bad(check: string, reason: string, hint: string, received: string, expected: string): Refusal {
  return { status: 400, check, reason, hint, received: quote(received, 200), expected };
}
