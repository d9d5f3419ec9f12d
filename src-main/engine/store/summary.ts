import { isUtf8 } from 'node:buffer';
import type { EntryKind } from '../../contract/entry';
import { limits } from '../../contract/limits';
import { JsonMembers, readString, skipSpace, skipValue } from './json-scan';
import { storableText } from './storable-text';

/** A summary shows the start of a body; no more of it is looked at. */
const lookBytes = 16_384;
const textChars = 60;
const deepest = 2;

/**
 * One line for an entry that came without words of its own: what its body says, else the reason in its detail, and of a
 * connection that has none where it leads.
 */
export function summaryOf(kind: EntryKind, raw: Buffer | null, detail: string | null): string {
  if (raw === null) {
    return detail === null ? '' : storableText(told(detail, kind === 'connection'), limits.summaryChars);
  }
  const head = headOf(raw);
  if (head === null) {
    return `binary, ${raw.length.toLocaleString('en')} ${raw.length === 1 ? 'byte' : 'bytes'}`;
  }
  const carriesData = kind === 'publish' || kind === 'deliver' || kind === 'client';
  return storableText(carriesData ? describeData(head) : describe(head), limits.summaryChars);
}

/** The start of a text body, null if it is not text. */
function headOf(raw: Buffer): string | null {
  if (raw.length <= lookBytes) {
    return isUtf8(raw) ? raw.toString('utf8') : null;
  }
  // The cut may go through a character: up to three bytes of it are left out.
  for (let end = lookBytes; end > lookBytes - 4; end -= 1) {
    const head = raw.subarray(0, end);
    if (isUtf8(head)) {
      return head.toString('utf8');
    }
  }
  return null;
}

/** `data` of a Pusher frame or of a body of the HTTP API, without the envelope; anything else as it is. */
function describeData(text: string): string {
  const start = skipSpace(text, 0);
  if (text[start] === '{') {
    const members = new JsonMembers(text, start);
    while (members.next()) {
      if (members.name === 'data') {
        return describe(readString(text, members.start, members.end));
      }
    }
  }
  return describe(text);
}

function describe(text: string): string {
  const start = skipSpace(text, 0);
  if (text[start] === '{') {
    return describeMembers(text, start, 0);
  }
  if (text[start] === '[') {
    return describeValue(text, start, text.length, 0);
  }
  const end = text.trimEnd().length;
  const isQuoted = text[start] === '"' && skipValue(text, start) === end;
  return oneLine(isQuoted ? readString(text, start, end) : text.slice(0, limits.summaryChars * 2));
}

/** `id 7, status "shipped", user {id 42}, items [3]` */
function describeMembers(text: string, start: number, depth: number): string {
  const members = new JsonMembers(text, start);
  let line = '';
  while (line.length <= limits.summaryChars && members.next()) {
    const value = describeValue(text, members.start, members.end, depth);
    line += line === '' ? `${members.name} ${value}` : `, ${members.name} ${value}`;
  }
  return line;
}

function describeValue(text: string, start: number, end: number, depth: number): string {
  switch (text[start]) {
    case '{':
      return depth + 1 >= deepest && text[start + 1] !== '}' ? '{…}' : `{${describeMembers(text, start, depth + 1)}}`;
    case '[':
      return `[${countItems(text, start)}]`;
    case '"': {
      const value = readText(text, start, Math.min(end, start + 6 * textChars));
      return value.length > textChars ? `"${value.slice(0, textChars - 1)}…"` : `"${value}"`;
    }
    default:
      return text.slice(start, Math.min(end, start + textChars));
  }
}

/** JSON has no line breaks inside a text but those that were escaped, which makes it shorter. */
function readText(text: string, start: number, end: number): string {
  const value = readString(text, start, end);
  return value.length === end - start - 2 ? value : oneLine(value);
}

function countItems(text: string, start: number): number {
  const members = new JsonMembers(text, start);
  let count = 0;
  while (members.next()) {
    count += 1;
  }
  return count;
}

function told(detail: string, isConnection: boolean): string {
  const members = new JsonMembers(detail, 0);
  let place = '';
  while (members.next()) {
    const { name } = members;
    if (name === 'reason') {
      return oneLine(readString(detail, members.start, members.end));
    }
    if (isConnection && place === '' && (name === 'address' || name === 'file')) {
      place = oneLine(readString(detail, members.start, members.end));
    }
  }
  return place;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const breaks = /[\s\u0000-\u001f\u007f]+/g;

function oneLine(text: string): string {
  return hasBreaks(text) ? text.replace(breaks, ' ').trim() : text;
}

/** A loop over a short text is done before an expression has started. */
function hasBreaks(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f || (code === 0x20 && (at === 0 || text.charCodeAt(at + 1) === 0x20))) {
      return true;
    }
  }
  return text.endsWith(' ');
}
