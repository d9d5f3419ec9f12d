import { isUtf8 } from 'node:buffer';
import { parseJson } from '../../../../contract/json-text';
import { type FrameReader, reading, textOf } from '../../frame-reader';
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
    const object = objectOf(text) ?? {};
    const name = nameFields.map((field) => object[field]).find((one) => typeof one === 'string' && one !== '');
    return reading({ event: typeof name === 'string' ? name.slice(0, 200) : 'message', payload: text });
  },
};

function jsonLines(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.every((line) => parseJson(line) !== undefined)) return null;
  return reading({ event: 'message', payload: `[${lines.join(',')}]`, note: `${lines.length} lines of JSON` });
}

export const plainReader: FrameReader = {
  id: 'plain',
  name: 'text and bytes as they are',
  read(bytes, isBinary) {
    const isText = !isBinary && isUtf8(bytes);
    const found = isText ? jsonReader.read(bytes, false, false) : null;
    return found ?? reading({ event: isBinary ? 'binary' : 'message' });
  },
};
