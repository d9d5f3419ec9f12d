import { parseJson } from '../../../contract/json-text';
import type { Message } from '../../../contract/message';
import type { Codec } from '../protocol-module';
import { streamFields } from './event-stream';
import { explain } from './explain';
import { formText, parseForm, valuesOf } from './form';

/** An event without a type is heard as this one. */
export const plainEvent = 'message';

/**
 * Pure and total. Towards the hub a frame is the form body of a publish, towards a page a block of an event stream, which
 * does not say its topics.
 */
export const codec: Codec = { decode, encode, explain };

function decode(frame: Uint8Array): Message {
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString();
  return isEventStream(text) ? fromStream(text) : fromForm(text);
}

/** As symfony/mercure writes a publish. */
function encode({ event, channel, data }: { event: string; channel: string; data: unknown }): Buffer {
  const isPlain = typeof data === 'string' && parseJson(data) === undefined;
  const type = event === '' || event === plainEvent ? [] : [['type', event] as const];
  const text = isPlain ? data : JSON.stringify(data);
  return Buffer.from(formText([['topic', channel], ['data', text], ...type]));
}

/** A form has its line breaks escaped; a block of a stream ends with one. */
export function isEventStream(text: string): boolean {
  return text.includes('\n');
}

function fromStream(text: string): Message {
  const fields = streamFields(text);
  const type = fields.filter(({ name }) => name === 'event').at(-1)?.value ?? '';
  const lines = fields.filter(({ name }) => name === 'data').map(({ value }) => value);
  const isComment = fields.length > 0 && fields.every(({ name }) => name === '');
  return message(type, '', lines.join('\n'), lines.length === 0 && !isComment ? 'no data' : '');
}

function fromForm(text: string): Message {
  const form = parseForm(text);
  const topics = valuesOf(form, 'topic');
  const note = form.isBroken ? 'not a form' : topics.length === 0 ? 'no topic' : '';
  return message(valuesOf(form, 'type')[0] ?? '', topics.join(', '), valuesOf(form, 'data')[0] ?? '', note);
}

function message(type: string, channel: string, data: string, note: string): Message {
  const value = parseJson(data);
  return {
    event: type === '' ? plainEvent : type,
    channel,
    data: value === undefined ? data : value,
    wasString: value !== undefined,
    note,
  };
}
