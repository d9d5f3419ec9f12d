import { isUtf8 } from 'node:buffer';
import { parseJson } from '../../../../contract/json-text';
import { packedText } from '../../../formats/message-pack';
import { type FrameReader, type FrameReading, reading, textOf } from '../../frame-reader';
import { objectOf } from './json-objects';

/** Longer ones are not taken apart only to name them. */
const namedBytes = 65_536;
const nameFields = ['event', 'type', 'action', 'name'];

/** JSON of no protocol we know: called what it calls itself. */
export const jsonReader: FrameReader = {
  id: 'json',
  name: 'JSON',
  read(bytes, isBinary) {
    if (isBinary) return null;
    const text = textOf(bytes);
    if (bytes.length > namedBytes)
      return reading({ event: 'message', payload: parseJson(text) === undefined ? '' : text });
    if (parseJson(text) === undefined) return jsonLines(text);
    return reading({ event: nameIn(text) || 'message', payload: text });
  },
};

function nameIn(text: string): string {
  const object = objectOf(text) ?? {};
  const name = nameFields.map((field) => object[field]).find((one) => typeof one === 'string' && one !== '');
  return typeof name === 'string' ? name.slice(0, 200) : '';
}

function jsonLines(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.every((line) => parseJson(line) !== undefined)) return null;
  return reading({ event: 'message', payload: `[${lines.join(',')}]`, note: `${lines.length} lines of JSON` });
}

export const plainReader: FrameReader = {
  id: 'plain',
  name: 'text and bytes as they are',
  read(bytes, isBinary) {
    if (isBinary) return binaryReading(bytes);
    const found = isUtf8(bytes) ? jsonReader.read(bytes, false, false) : null;
    return found ?? reading({ event: 'message' });
  },
};

/** MessagePack where it is that from end to end, JSON where a server sends that as bytes, and else bytes. */
function binaryReading(bytes: Uint8Array): FrameReading {
  if (bytes.length > namedBytes) return reading({ event: 'binary' });
  const packed = packedText(bytes);
  if (packed !== undefined) {
    return reading({ event: nameIn(packed) || 'binary', payload: packed, summary: packed, note: 'MessagePack' });
  }
  const text = isUtf8(bytes) ? textOf(bytes) : '';
  const isJsonText = /^\s*[[{]/.test(text) && parseJson(text) !== undefined;
  if (!isJsonText) return reading({ event: 'binary' });
  return reading({ event: nameIn(text) || 'binary', payload: text, note: 'JSON in a binary message' });
}
