import type { PathTerm } from '../../contract/filter';
import { foldText } from './fold-text';
import { JsonMembers, readString, skipSpace, skipValue } from './json-scan';

/**
 * Whether a body has the value a path names: in the event's data (decoded, if it was sent as a string) or in the whole
 * frame. Numbers are compared as they were sent.
 */
export function matchesPath(raw: Uint8Array, term: PathTerm): boolean {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  const start = skipSpace(text, 0);
  if (text[start] !== '{' && text[start] !== '[') {
    return false;
  }
  return isInData(text, start, term) || search(text, start, skipValue(text, start), term, 0);
}

function isInData(text: string, start: number, term: PathTerm): boolean {
  const members = new JsonMembers(text, start);
  while (members.next()) {
    if (members.plainName === 'data') {
      return search(text, members.start, members.end, term, 0);
    }
  }
  return false;
}

function search(text: string, start: number, end: number, term: PathTerm, depth: number): boolean {
  if (depth === term.steps.length) {
    return term.value === null || equals(text, start, end, term.value);
  }
  const first = text[start];
  if (first === '"') {
    const inner = readString(text, start, end).trim();
    const isJson = inner.startsWith('{') || inner.startsWith('[');
    return isJson && search(inner, 0, inner.length, term, depth);
  }
  if (first !== '{' && first !== '[') {
    return false;
  }
  const step = term.steps[depth];
  const members = new JsonMembers(text, start);
  while (members.next()) {
    const isOnPath = step === '*' || members.plainName === step;
    if (isOnPath && search(text, members.start, members.end, term, depth + 1)) {
      return true;
    }
  }
  return false;
}

function equals(text: string, start: number, end: number, wanted: string): boolean {
  const value = readString(text, start, end);
  if (value === wanted || foldText(value) === foldText(wanted)) {
    return true;
  }
  // 7 is 7.0, but not where a double would have to round.
  const isNumber = text[start] !== '"' && wanted.trim() !== '' && value.length < 16 && wanted.length < 16;
  return isNumber && Number(value) === Number(wanted);
}
