import { PatternFault } from './pattern-fault';

export type TokenType =
  | 'open'
  | 'close'
  | 'regexp'
  | 'name'
  | 'char'
  | 'escaped-char'
  | 'other-modifier'
  | 'asterisk'
  | 'invalid-char'
  | 'end';

export interface Token {
  readonly type: TokenType;
  /** Where it begins in the text, in UTF-16 units. */
  readonly index: number;
  readonly value: string;
}

const nameStart = /[$_\p{ID_Start}]/u;
const namePart = /[$_\p{ID_Continue}]|\u200C|\u200D/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/;

const single: Readonly<Record<string, TokenType>> = {
  '*': 'asterisk',
  '+': 'other-modifier',
  '?': 'other-modifier',
  '{': 'open',
  '}': 'close',
};

/**
 * URL Pattern Standard, "tokenize". Lenient, what is no token is an `invalid-char`; else it throws a PatternFault.
 */
export function tokenize(text: string, isLenient: boolean): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, isLenient);
    tokens.push(token.taken);
    at = token.end;
  }
  tokens.push({ type: 'end', index: text.length, value: '' });
  return tokens;
}

interface Taken {
  readonly taken: Token;
  readonly end: number;
}

function tokenAt(text: string, index: number, isLenient: boolean): Taken {
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  const after = index + character.length;
  const invalid = (why: string): Taken => {
    if (!isLenient) throw new PatternFault(why);
    return { taken: { type: 'invalid-char', index, value: character }, end: after };
  };
  const type = single[character];
  if (type !== undefined) return { taken: { type, index, value: character }, end: after };
  if (character === '\\') {
    if (after >= text.length) return invalid('It ends with a backslash, which has nothing to escape.');
    const value = String.fromCodePoint(text.codePointAt(after) ?? 0);
    return { taken: { type: 'escaped-char', index, value }, end: after + value.length };
  }
  if (character === ':') {
    const end = nameEnd(text, after);
    return end === after
      ? invalid('A ":" that begins no name has to be written "\\:".')
      : { taken: { type: 'name', index, value: text.slice(after, end) }, end };
  }
  if (character === '(') {
    const end = groupEnd(text, after);
    return typeof end === 'string'
      ? invalid(end)
      : { taken: { type: 'regexp', index, value: text.slice(after, end) }, end: end + 1 };
  }
  return { taken: { type: 'char', index, value: character }, end: after };
}

function nameEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!(at === start ? nameStart : namePart).test(character)) break;
    at += character.length;
  }
  return at;
}

/** Where the parenthesis that was opened before `start` is closed, or a sentence. */
function groupEnd(text: string, start: number): number | string {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] as string;
    if (character === '\\') {
      at += 1;
    } else if (character === ')') {
      depth -= 1;
      if (depth === 0) return endOf(text.slice(start, at), at);
    } else if (character === '(') {
      depth += 1;
      if (text[at + 1] !== '?') return 'A group within a group has to be written "(?:…)".';
    }
  }
  return 'A "(" is not closed.';
}

function endOf(inner: string, at: number): number | string {
  if (inner === '') return 'There is an empty pair of parentheses.';
  if (inner.startsWith('?')) return 'A group may not begin with "?".';
  return ascii.test(inner) ? at : 'A group in parentheses holds a character that is not ASCII.';
}
