import type { EntryBody } from '../../../contract/entry';
import { isJson } from '../../../contract/json-text';
import type { Explanation } from '../../../contract/message';
import { streamFields } from './event-stream';
import { explainSections } from './explain-sections';
import { parseForm, valuesOf } from './form';

const nothing: Explanation = { payload: '', encodedPaths: [], sections: [] };

/** The payload is the data of an update: JSON as sent, or a text as a JSON string. */
export function explain(entry: EntryBody): Explanation {
  try {
    const text = entry.isText ? Buffer.from(entry.rawBase64, 'base64').toString() : '';
    return { payload: payloadOf(text), encodedPaths: [], sections: explainSections(entry) };
  } catch {
    return nothing;
  }
}

function payloadOf(text: string): string {
  if (text === '') {
    return '';
  }
  const data = text.includes('\n') ? streamData(text) : valuesOf(parseForm(text), 'data')[0];
  return data === undefined ? '' : isJson(data) ? data : JSON.stringify(data);
}

function streamData(text: string): string | undefined {
  const lines = streamFields(text).filter(({ name }) => name === 'data');
  return lines.length === 0 ? undefined : lines.map(({ value }) => value).join('\n');
}
