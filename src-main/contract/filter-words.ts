import type { FilterField } from './filter';

/** Fields that are written with a value; `text` is what has none of them. */
export const valueFields = ['channel', 'event', 'kind', 'client', 'size', 'path', 'since', 'source'] as const;
export type ValueField = (typeof valueFields)[number] & FilterField;

export function isValueField(word: string): word is ValueField {
  return (valueFields as readonly string[]).includes(word);
}

/** A word of a filter before its value is understood. */
export interface FilterWord {
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly isNegated: boolean;
  readonly field: ValueField | null;
  /** Without quotes; for `size` with its operator. */
  readonly value: string;
}

/** Splits at white space that is not inside quotes. */
export function splitFilter(text: string): FilterWord[] {
  const words: FilterWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text, at)) {
      at += 1;
      continue;
    }
    const word = readWord(text, at);
    words.push(word);
    at = word.end;
  }
  return words;
}

function readWord(text: string, start: number): FilterWord {
  const isNegated = text[start] === '-' && start + 1 < text.length && !isSpace(text, start + 1);
  const fieldStart = isNegated ? start + 1 : start;
  const field = readField(text, fieldStart);
  // `size>8kb` has its operator in the place of the colon; it is part of the value.
  const valueStart =
    field === null ? fieldStart : fieldStart + field.length + (text[fieldStart + field.length] === ':' ? 1 : 0);
  const phrase = readPhrase(text, valueStart);
  if (phrase !== null) {
    return { start, end: phrase.end, valueStart, isNegated, field, value: phrase.value };
  }
  const end = wordEnd(text, valueStart, field === 'path');
  return { start, end, valueStart, isNegated, field, value: text.slice(valueStart, end) };
}

function readField(text: string, start: number): ValueField | null {
  const match = /^([a-z]+)(:|[<>=])/i.exec(text.slice(start, start + 16));
  const field = match?.[1]?.toLowerCase() ?? '';
  if (!isValueField(field)) {
    return null;
  }
  return match?.[2] === ':' || field === 'size' ? field : null;
}

/**
 * A phrase is what stands between two quotes, the second at the end of a word: `"id":7` is an ordinary word that begins
 * with a quote. A backslash takes the next quote or backslash as it is. An open quote reaches to the end.
 */
function readPhrase(text: string, start: number): { readonly value: string; readonly end: number } | null {
  if (text[start] !== '"') {
    return null;
  }
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const next = text[at + 1];
    if (text[at] === '\\' && (next === '"' || next === '\\')) {
      value += next;
      at += 1;
    } else if (text[at] === '"') {
      return at + 1 === text.length || isSpace(text, at + 1) ? { value, end: at + 1 } : null;
    } else {
      value += text[at];
    }
  }
  return { value, end: text.length };
}

/** Up to the next white space; in a path, quotes hold together what is between them (`$.name="a b"`). */
function wordEnd(text: string, start: number, hasQuotes: boolean): number {
  let at = start;
  while (at < text.length && !isSpace(text, at)) {
    const closing = hasQuotes && text[at] === '"' ? text.indexOf('"', at + 1) : -1;
    at = closing < 0 ? at + 1 : closing + 1;
  }
  return at;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '');
}
