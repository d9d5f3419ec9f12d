import { isUrl } from '../../../is-url';
import type { Update } from '../event-stream';
import { textFault } from '../protocol-text';
import { everything } from '../topic-selector';
import { earliest } from './history';
import { hubPath } from './names';
import { quote, type Refusal } from './refusal';
import { hubEvent } from './subscription-events';

const plainText = 'a text without controls and characters that cannot be seen';

/** 1.0: what is looked at before the rights of the sender are. */
export function modernTopicFault(topics: readonly string[]): Refusal | null {
  for (const topic of topics) {
    const fault = textFault(topic);
    if (fault !== '')
      return bad('topic', `A topic ${fault}.`, 'Such a topic looks like another one and is not.', topic, plainText);
  }
  return null;
}

/** 1.0: what is looked at last. */
export function modernContentFault({ topics, id, type }: Update, isMisencoded: boolean): Refusal | null {
  if (isMisencoded) {
    const hint = 'Encode what is binary, as base64 for example.';
    return bad('form', 'A value of the update is no UTF-8.', hint, 'bytes that are no UTF-8', 'UTF-8, escaped');
  }
  for (const topic of topics) {
    if (topic === everything) {
      const reason = 'An update cannot have the topic "*": it stands for every topic.';
      return bad('topic', reason, 'Name a topic.', topic, 'a topic by its name');
    }
    if (isReserved(topic)) {
      const reason = `The topic "${quote(topic, 200)}" is reserved: as an address it is that of the hub, or below it.`;
      return bad(
        'topic',
        reason,
        `Use a topic that is not at or below ${hubPath}; an empty one is the hub itself.`,
        topic,
        `a topic that is not at or below ${hubPath}`,
      );
    }
  }
  for (const [name, value] of [
    ['id', id],
    ['type', type],
  ] as const) {
    const fault = textFault(value);
    const hint = 'It stands on a line of its own in the stream.';
    if (fault !== '') return bad(name, `The ${name} ${fault}.`, hint, value, plainText);
  }
  if (id.startsWith('#') || id === earliest) {
    const hint = 'An id may not begin with "#", nor be "earliest".';
    return bad('id', `The id "${quote(id, 100)}" is reserved.`, hint, id, 'another id, or none');
  }
  if (type === hubEvent) {
    const reason = `The type "${hubEvent}" is that of events of the hub itself.`;
    return bad('type', reason, 'Use another one.', type, 'another type, or none');
  }
  return null;
}

const unreserved = /%([0-9A-Fa-f]{2})/g;

/** Resolved against the hub as a browser would, escapes of letters undone: its path is that of the hub, or below it. */
function isReserved(topic: string): boolean {
  const base = `https://mercure.invalid${hubPath}`;
  if (!isUrl(topic, base)) return false;
  const path = new URL(topic, base).pathname.replace(unreserved, (whole, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : whole;
  });
  return path === hubPath || path.startsWith(`${hubPath}/`);
}

function bad(check: string, reason: string, hint: string, received: string, expected: string): Refusal {
  return { status: 400, check, reason, hint, received: quote(received, 200) || 'an empty text', expected };
}
