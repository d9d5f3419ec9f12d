import { isUtf8 } from 'node:buffer';
import type { EntryKind } from '../../contract/entry';
import { limits } from '../../contract/limits';
import { eachMember, readString, skipSpace, skipValue } from './json-scan';
import { storableText } from './storable-text';

/** A summary shows the start of a body; no more of it is looked at. */
const lookBytes = 16_384;
const textChars = 60;
const deepest = 2;

/** One line for an entry that came without words of its own: what its body says, else the reason in its detail. */
export function summaryOf(kind: EntryKind, raw: Buffer | null, detail: string | null): string {
  if (raw === null) {
    return detail === null ? '' : storableText(reasonIn(detail), limits.summaryChars);
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
  let found: string | null = null;
  if (text[start] === '{') {
    eachMember(text, start, (member) => {
      if (member.name === 'data') {
        found = readString(text, member.start, member.end);
      }
      return found === null;
    });
  }
  return describe(found ?? text);
}

function describe(text: string): string {
  const start = skipSpace(text, 0);
  const line: string[] = [];
  if (text[start] === '{') {
    describeMembers(text, start, 0, line);
    return line.join('');
  }
  if (text[start] === '[') {
    describeValue(text, start, 0, line);
    return line.join('');
  }
  const isQuoted = text[start] === '"' && skipValue(text, start) === text.trimEnd().length;
  return oneLine(isQuoted ? readString(text, start, text.trimEnd().length) : text.slice(0, limits.summaryChars * 2));
}

/** `id 7, status "shipped", user {id 42}, items [3]` */
function describeMembers(text: string, start: number, depth: number, line: string[]): void {
  let chars = 0;
  let isFirst = true;
  eachMember(text, start, (member) => {
    line.push(isFirst ? '' : ', ', oneLine(member.name), ' ');
    describeValue(text, member.start, depth, line, member.end);
    isFirst = false;
    chars += member.name.length + 3 + Math.min(textChars, member.end - member.start);
    return chars < limits.summaryChars;
  });
}

function describeValue(text: string, start: number, depth: number, line: string[], end = text.length): void {
  const first = text[start];
  if (first === '{') {
    if (depth + 1 >= deepest) {
      line.push('{…}');
      return;
    }
    line.push('{');
    describeMembers(text, start, depth + 1, line);
    line.push('}');
  } else if (first === '[') {
    let count = 0;
    eachMember(text, start, () => {
      count += 1;
      return count < 1_000;
    });
    line.push(`[${count}]`);
  } else if (first === '"') {
    const value = oneLine(readString(text, start, Math.min(end, start + 6 * textChars)));
    line.push('"', value.length > textChars ? `${value.slice(0, textChars - 1)}…` : value, '"');
  } else {
    line.push(text.slice(start, Math.min(end, start + textChars)));
  }
}

function reasonIn(detail: string): string {
  let reason = '';
  eachMember(detail, 0, (member) => {
    if (member.name === 'reason') {
      reason = readString(detail, member.start, member.end);
    }
    return reason === '';
  });
  return oneLine(reason);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const breaks = /[\s\u0000-\u001f\u007f]+/g;

function oneLine(text: string): string {
  return text.replace(breaks, ' ').trim();
}
