/**
 * A forgiving walk over JSON text, for a first look at large or broken frames: it never throws, keeps numbers as they
 * were sent, and reads no further than it is asked.
 */
export interface JsonMember {
  /** Name of the member; index in an array. */
  readonly name: string;
  /** Where the value starts and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** Members of the object or array that starts at `start`; stops when `each` answers false. */
export function eachMember(text: string, start: number, each: (member: JsonMember) => boolean): void {
  const isArray = text[start] === '[';
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let name = String(index);
    if (!isArray) {
      const nameEnd = skipValue(text, at);
      name = readString(text, at, nameEnd);
      at = skipSpace(text, nameEnd);
      if (text[at] !== ':') {
        return;
      }
      at = skipSpace(text, at + 1);
    }
    const end = skipValue(text, at);
    if (end === at || !each({ name, start: at, end })) {
      return;
    }
    at = skipSpace(text, end);
    if (text[at] === ',') {
      at = skipSpace(text, at + 1);
    }
  }
}

/** Behind the value that starts at `start`. */
export function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === 0x22) {
    return skipString(text, start);
  }
  if (first !== 0x7b && first !== 0x5b) {
    return skipWord(text, start);
  }
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = skipString(text, at);
      continue;
    }
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
    } else if (code === 0x7d || code === 0x5d) {
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
  if (text[start] !== '"') {
    return text.slice(start, end);
  }
  const inner = text.slice(start + 1, text[end - 1] === '"' && end > start + 1 ? end - 1 : end);
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
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      return at + 1;
    }
    if (code === 0x5c) {
      at += 1;
    }
  }
  return text.length;
}

/** A number, true, false, null, or whatever stands in their place. */
function skipWord(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = code > 0x20 && code !== 0x22 && code !== 0x2c && code !== 0x3a;
    if (!isWord || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d) {
      break;
    }
  }
  return at;
}
