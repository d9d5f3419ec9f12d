/**
 * JSON as it was sent: order of members, repeated names, and numbers to the last digit. Values of the language cannot
 * hold that (members that look like numbers move to the front, 12345678901234567890 is rounded, 19.90 loses its nought),
 * so a node keeps its place in the text instead.
 */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'word';
  /** Name of the member, or index in the array; null for the whole. */
  readonly key: string | number | null;
  /** The text it was read from, and where it stands in it. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly JsonNode[];
}

/** Why a text is not JSON. */
export interface JsonFault {
  /** Place in the text, in UTF-16 units from 0. */
  readonly at: number;
  /** What was expected there: 'a value'. */
  readonly wanted: string;
}

interface Open {
  readonly kind: 'object' | 'array';
  readonly key: string | number | null;
  readonly from: number;
  readonly children: JsonNode[];
}

const none: readonly JsonNode[] = [];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const escapeAt = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Accepts what JSON.parse accepts. Holds no stack of its own, so depth does not end it. */
export function readJson(text: string): JsonNode | JsonFault {
  const open: Open[] = [];
  let at = skipSpace(text, 0);
  let key: string | number | null = null;
  for (;;) {
    let node: JsonNode | null = null;
    const first = text[at];
    if (first === '{' || first === '[') {
      open.push({ kind: first === '{' ? 'object' : 'array', key, from: at, children: [] });
      at = skipSpace(text, at + 1);
      if (text[at] !== (first === '{' ? '}' : ']')) {
        const member = readKey(text, at, open);
        if ('wanted' in member) return member;
        ({ key, at } = member);
        continue;
      }
    } else {
      const end = scalarEnd(text, at);
      if (typeof end === 'object') return end;
      node = { kind: kindOf(first), key, text, from: at, to: end, children: none };
      at = end;
    }
    // A value ended, or a container is at its end: what it stands in goes on, or ends as well.
    for (;;) {
      const container = open.at(-1);
      if (node !== null) {
        at = skipSpace(text, at);
        if (container === undefined) return at === text.length ? node : { at, wanted: 'the end' };
        container.children.push(node);
        if (text[at] === ',') {
          const member = readKey(text, skipSpace(text, at + 1), open);
          if ('wanted' in member) return member;
          ({ key, at } = member);
          break;
        }
      }
      const { kind, key: name, from, children } = container as Open;
      if (text[at] !== (kind === 'object' ? '}' : ']')) {
        return { at, wanted: kind === 'object' ? '"," or "}"' : '"," or "]"' };
      }
      at += 1;
      open.pop();
      node = { kind, key: name, text, from, to: at, children };
    }
  }
}

export function isFault(read: JsonNode | JsonFault): read is JsonFault {
  return 'wanted' in read;
}

/** The value of a string node. */
export function stringOf({ text, from, to }: JsonNode): string {
  return decode(text, from, to);
}

/** How a string that holds JSON can start: with a bracket, with space before it, or with an escape of either. */
const mayHold = /[{[\s\\]/;
const opened = new WeakMap<JsonNode, JsonNode | null>();

/** What a string holds, if that is a JSON object or array itself; null for any other node. */
export function openedString(node: JsonNode): JsonNode | null {
  if (node.kind !== 'string' || !mayHold.test(node.text.charAt(node.from + 1))) return null;
  let inner = opened.get(node);
  if (inner === undefined) {
    const value = stringOf(node);
    const read = /^\s*[{[]/.test(value) ? readJson(value) : null;
    inner = read === null || isFault(read) ? null : { ...read, key: node.key };
    opened.set(node, inner);
  }
  return inner;
}

/** Where a place in a text is, in lines and columns from 1. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}

/** The key of the next value of the innermost container, and where that value starts. */
function readKey(text: string, at: number, open: readonly Open[]): { key: string | number; at: number } | JsonFault {
  const container = open.at(-1) as Open;
  if (container.kind === 'array') return { key: container.children.length, at };
  if (text[at] !== '"') return { at, wanted: 'a name in quotes' };
  const end = stringEnd(text, at);
  if (typeof end === 'object') return end;
  const colon = skipSpace(text, end);
  if (text[colon] !== ':') return { at: colon, wanted: '":"' };
  return { key: decode(text, at, end), at: skipSpace(text, colon + 1) };
}

function scalarEnd(text: string, at: number): number | JsonFault {
  if (text[at] === '"') return stringEnd(text, at);
  for (const pattern of [number, word]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return { at, wanted: 'a value' };
}

function stringEnd(text: string, from: number): number | JsonFault {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { at, wanted: 'a control character to be written as an escape' };
    if (code === 0x5c) {
      escapeAt.lastIndex = at;
      if (!escapeAt.test(text)) return { at, wanted: 'an escape such as \\n or \\u00e9' };
      at = escapeAt.lastIndex - 1;
    }
  }
  return { at: text.length, wanted: 'the closing quote' };
}

function kindOf(first: string | undefined): JsonNode['kind'] {
  if (first === '"') return 'string';
  return first === 't' || first === 'f' || first === 'n' ? 'word' : 'number';
}

function decode(text: string, from: number, to: number): string {
  const quoted = text.slice(from, to);
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    at += 1;
  }
  return at;
}
