/**
 * A forgiving walk over JSON text, for a first look at large or broken frames: it never throws, keeps numbers as they
 * were sent, and reads no further than it is asked. On the way of every entry into the store, so it makes no objects.
 */
export class JsonMembers {
  /** Name of the member, as it stands in the text if it has escapes; index in an array. */
  name = '';
  /** Where its value starts and ends in the text. */
  start: number;
  end: number;
  private readonly isArray: boolean;
  private index = -1;

  /** Members of the object or array that starts at `start`. */
  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.isArray = text.charCodeAt(start) === openBracket;
    this.start = start;
    this.end = start + 1;
  }

  /** Goes to the next member; false behind the last one and where it is no JSON any more. */
  next(): boolean {
    const { text } = this;
    let at = skipSpace(text, this.end);
    this.index += 1;
    if (this.index > 0 && text.charCodeAt(at) === comma) {
      at = skipSpace(text, at + 1);
    }
    const first = text.charCodeAt(at);
    if (at >= text.length || first === closeBrace || first === closeBracket) {
      return false;
    }
    if (!this.isArray) {
      const nameEnd = skipValue(text, at);
      this.name = first === quote ? text.slice(at + 1, nameEnd - 1) : text.slice(at, nameEnd);
      at = skipSpace(text, nameEnd);
      if (text.charCodeAt(at) !== colon) {
        return false;
      }
      at = skipSpace(text, at + 1);
    } else {
      this.name = '';
    }
    this.start = at;
    this.end = skipValue(text, at);
    return this.end > at;
  }

  /** The name with escapes undone. */
  get plainName(): string {
    if (this.isArray) {
      return String(this.index);
    }
    return this.name.includes('\\') ? readString(`"${this.name}"`, 0, this.name.length + 2) : this.name;
  }
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Behind the value that starts at `start`. */
export function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) {
    return skipString(text, start);
  }
  if (first !== openBrace && first !== openBracket) {
    return skipWord(text, start);
  }
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = skipString(text, at);
      continue;
    }
    if (code === openBrace || code === openBracket) {
      depth += 1;
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
    at += 1;
  }
  return text.length;
}

/** Text of the string value between two ends, unescaped; as it stands if it is none. */
export function readString(text: string, start: number, end: number): string {
  if (text.charCodeAt(start) !== quote) {
    return text.slice(start, end);
  }
  const isClosed = end > start + 1 && text.charCodeAt(end - 1) === quote;
  const inner = text.slice(start + 1, isClosed ? end - 1 : end);
  if (!inner.includes('\\')) {
    return inner;
  }
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    return inner;
  }
}

export function skipSpace(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code === 0x20 || (code >= 9 && code <= 13); code = text.charCodeAt(at)) {
    at += 1;
  }
  return at;
}

function skipString(text: string, start: number): number {
  const { length } = text;
  for (let at = start + 1; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      return at + 1;
    }
    if (code === backslash) {
      at += 1;
    }
  }
  return length;
}

/** A number, true, false, null, or whatever stands in their place. */
function skipWord(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = code > 0x20 && code !== quote && code !== comma && code !== colon;
    if (!isWord || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace) {
      break;
    }
  }
  return at;
}
