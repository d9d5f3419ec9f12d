import type { EntryBody } from '../../../contract/entry';
import type { Explanation, ExplanationSection } from '../../../contract/message';
import { encodedPaths } from './encoded-paths';
import { memberText } from './json-slice';
import { listenCode } from './listen-code';

const nothing: Explanation = { payload: '', encodedPaths: [], sections: [] };

/** Kinds whose event a page may listen for. */
const heard = new Set(['publish', 'deliver', 'client']);

/**
 * The payload is the event's data exactly as sent, cut out of the text rather than parsed and written again. Data that is a
 * JSON string holding JSON keeps its quotes: its path, '' for the root, is then among the encoded ones.
 */
export function explain(entry: EntryBody): Explanation {
  try {
    return explainText(entry, Buffer.from(entry.rawBase64, 'base64').toString());
  } catch {
    return nothing;
  }
}

function explainText(entry: EntryBody, text: string): Explanation {
  const sections = sectionsOf(entry);
  if (text === '' || !isJson(text)) {
    return { ...nothing, sections };
  }
  const payload = memberText(text, 'data') ?? (text.trimStart().startsWith('{') ? memberless(text) : text);
  return { payload, encodedPaths: encodedPaths(payload), sections };
}

/** A frame with an event and no data has no payload; any other object is shown whole. */
function memberless(text: string): string {
  return memberText(text, 'event') === null ? text : '';
}

function sectionsOf(entry: EntryBody): readonly ExplanationSection[] {
  const { row, detail } = entry;
  const sections: ExplanationSection[] = [];
  const listen = heard.has(row.kind) ? listenCode(row.event) : '';
  if (listen !== '') {
    sections.push({ label: 'Laravel Echo', kind: 'mono', text: listen });
  }
  for (const [label, name] of textDetails) {
    const value = detail?.[name];
    if (typeof value === 'string' && value !== '') {
      sections.push({ label, kind: name === 'stringToSign' ? 'mono' : 'text', text: value });
    }
  }
  const rest = Object.entries(detail ?? {}).filter(([name]) => !textDetails.some(([, known]) => known === name));
  if (rest.length > 0) {
    const table = rest.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    sections.push({ label: 'Details', kind: 'table', text: JSON.stringify(table) });
  }
  return sections;
}

const textDetails: readonly (readonly [label: string, name: string])[] = [
  ['Reason', 'reason'],
  ['What to do', 'hint'],
  ['String to sign', 'stringToSign'],
  ['Received', 'received'],
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
