import type { EntryBody } from '../../../contract/entry';
import { isJson } from '../../../contract/json-text';
import type { Explanation } from '../../../contract/message';
import { encodedPaths } from '../../formats/encoded-paths';
import { memberText } from '../../formats/json-slice';
import { explainSections } from './explain-sections';

const nothing: Explanation = { payload: '', encodedPaths: [], sections: [] };

/**
 * The payload is the event's data exactly as sent, cut out of the text rather than parsed and written again. Data that is a
 * JSON string holding JSON keeps its quotes: its path, '' for the root, is then among the encoded ones.
 */
export function explain(entry: EntryBody, maxDataBytes?: number): Explanation {
  try {
    const text = entry.isText ? Buffer.from(entry.rawBase64, 'base64').toString() : '';
    const payload = payloadOf(entry, text);
    return { payload, encodedPaths: encodedPaths(payload), sections: explainSections(entry, payload, maxDataBytes) };
  } catch {
    return nothing;
  }
}

function payloadOf({ detail }: EntryBody, text: string): string {
  const plain = detail?.decrypted;
  if (typeof plain === 'string') {
    return isJson(plain) ? plain : JSON.stringify(plain);
  }
  // A deprecated route has nothing but the data as its body.
  return detail?.bodyIsData === true ? JSON.stringify(text) : dataOf(text);
}

function dataOf(text: string): string {
  if (text === '' || !isJson(text)) {
    return '';
  }
  return memberText(text, 'data') ?? (text.trimStart().startsWith('{') ? memberless(text) : text);
}

/** A frame with an event and no data has no payload; any other object is shown whole. */
function memberless(text: string): string {
  return memberText(text, 'event') === null ? text : '';
}
