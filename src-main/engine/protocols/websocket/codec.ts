import { parseJson } from '../../../contract/json-text';
import type { Message } from '../../../contract/message';
import { textOf } from '../frame-reader';
import type { Codec } from '../protocol-module';
import { explainWith } from './explain';
import type { ReaderSet } from './reader-set';
import { plainReader } from './readers/plain';

/** A frame by itself is JSON, text or bytes; what is spoken on top stands in the detail of its entry. */
export function createCodec(readers: ReaderSet): Codec {
  return { decode, encode, explain: explainWith(readers) };
}

function decode(frame: Uint8Array): Message {
  const text = textOf(frame);
  const value = parseJson(text);
  const event = plainReader.read(frame, false, false)?.event ?? 'message';
  return { event, channel: '', data: value === undefined ? text : value, wasString: false, note: '' };
}

function encode({ data }: { event: string; channel: string; data: unknown }): Buffer {
  return Buffer.from(typeof data === 'string' && parseJson(data) === undefined ? data : (JSON.stringify(data) ?? ''));
}
