/**
 * Parts of a JSON text as they were written, numbers and key order untouched (JSON.parse would round 12345678901234567890).
 * Only for text that JSON.parse accepted; for any other text the answer is of no meaning, but there is one.
 */

/** Text of a member's value; the last one of that name wins, as in JSON.parse. null if there is none. */
export function memberText(object: string, name: string): string | null {
  let found: string | null = null;
  const quoted = JSON.stringify(name);
  eachItem(object, '{', (from, to) => {
    const keyEnd = skipString(object, from);
    const key = object.slice(from, keyEnd);
    if (key === quoted || (key.includes('\\') && readString(key) === name)) {
      const colon = skipSpace(object, keyEnd);
      found = object.slice(skipSpace(object, colon + 1), to).trimEnd();
    }
  });
  return found;
}

/** An object's text without the members of a name, everything else as it was written. */
export function withoutMember(object: string, name: string): string {
  const kept: string[] = [];
  const quoted = JSON.stringify(name);
  eachItem(object, '{', (from, to) => {
    const key = object.slice(from, skipString(object, from));
    if (key !== quoted && !(key.includes('\\') && readString(key) === name))
      kept.push(object.slice(from, to).trimEnd());
  });
  return `{${kept.join(',')}}`;
}

/** Texts of an array's elements, in order. */
export function elementTexts(array: string): readonly string[] {
  const texts: string[] = [];
  eachItem(array, '[', (from, to) => texts.push(array.slice(from, to).trimEnd()));
  return texts;
}

function eachItem(text: string, open: '{' | '[', visit: (from: number, to: number) => void): void {
  let at = skipSpace(text, 0);
  if (text[at] !== open) {
    return;
  }
  at = skipSpace(text, at + 1);
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    const end = itemEnd(text, at);
    visit(at, end);
    at = text[end] === ',' ? skipSpace(text, end + 1) : end;
  }
}

/** Position of the comma or bracket that ends the item starting at `from`. */
function itemEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = skipString(text, at);
      continue;
    }
    if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      if (depth === 0) {
        return at;
      }
      depth -= 1;
    } else if (character === ',' && depth === 0) {
      return at;
    }
    at += 1;
  }
  return at;
}

/** Position after the string that starts at `at`. */
function skipString(text: string, at: number): number {
  let end = at;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) {
      return text.length;
    }
  } while (isEscaped(text, end));
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') {
    slashes += 1;
  }
  return slashes % 2 === 1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] as string)) {
    at += 1;
  }
  return at;
}

function readString(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
