import { bytesOf, utf8Of } from '../../../format/base64';
import { formatBytes } from '../../../format/bytes';
import { isFault, type JsonFault, type JsonNode, placeIn, readJson, stringOf } from '../../../format/json-nodes';
import { wordsOf } from '../../../languages/words';
import type { EntryContent } from '../use-entry';

const t = wordsOf('inspector');

/** What there is to show of an entry's payload. */
export type Payload =
  | { readonly kind: 'tree'; readonly root: JsonNode; readonly label: string; readonly note: string }
  | { readonly kind: 'text'; readonly text: string; readonly note: string }
  | { readonly kind: 'large'; readonly words: string }
  | { readonly kind: 'none'; readonly words: string };

/** Above this a person is asked before a tree is made of it. */
export const askAboveBytes = 256 * 1_024;

/** Reads the payload of an entry. `isWanted`: also a very large one. */
export function readPayload({ body, explanation }: EntryContent, isWanted: boolean): Payload {
  const { rawBase64, isText } = body;
  const bytes = (rawBase64.length / 4) * 3;
  if (rawBase64 === '') return { kind: 'none', words: t('payload.nothing') };
  // What a protocol reads out of bytes is as good as text.
  if (!isText && explanation.payload === '') {
    return {
      kind: 'none',
      words: t('payload.noText', { size: formatBytes(body.row.sizeBytes) }),
    };
  }
  if (bytes > askAboveBytes && !isWanted) {
    return { kind: 'large', words: t('payload.large', { size: formatBytes(body.row.sizeBytes) }) };
  }
  if (explanation.payload === '') {
    const text = utf8Of(bytesOf(rawBase64));
    const read = readJson(text);
    if (!isFault(read)) return { kind: 'none', words: t('payload.noData') };
    // What a peer says as it connects is of its protocol: nobody took it for JSON.
    const note = body.row.kind === 'connection' ? '' : t('payload.noJson', { fault: faultWords(text, read) });
    return { kind: 'text', text, note };
  }
  const root = readJson(explanation.payload);
  if (isFault(root)) return { kind: 'text', text: explanation.payload, note: faultWords(explanation.payload, root) };
  const isWhole =
    isText && root.kind === 'object' && explanation.payload.length >= utf8Of(bytesOf(rawBase64)).trim().length;
  return { kind: 'tree', root, label: isWhole ? '' : 'data', note: brokenString(root) };
}

/** A string that starts like JSON and is none was probably meant to be: where does it break? */
function brokenString(root: JsonNode): string {
  if (root.kind !== 'string') return '';
  const value = stringOf(root);
  const read = /^\s*[{[]/.test(value) ? readJson(value) : null;
  return read !== null && isFault(read) ? t('payload.broken', { fault: faultWords(value, read) }) : '';
}

function faultWords(text: string, { at, wanted }: JsonFault): string {
  const { line, column } = placeIn(text, at);
  const found =
    at >= text.length ? t('payload.ends') : t('payload.thereIs', { text: JSON.stringify(text.slice(at, at + 12)) });
  return t('payload.fault', { line, column, wanted, found });
}
