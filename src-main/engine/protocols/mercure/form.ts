/** A query or form body as pairs. `isBroken`: some were left out, for a bad escape, a raw semicolon, or their number. */
export interface Form {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly isBroken: boolean;
  /** Some value holds bytes that are no UTF-8. */
  readonly isMisencoded: boolean;
}

/** Pairs of a form; the rest is left out. A body of 4 MB would have two millions. */
const maxPairs = 10_000;

/**
 * `application/x-www-form-urlencoded` as the reference hub reads it (Go's url.ParseQuery): a pair with a bad percent escape
 * or a raw `;` counts as not there. Bytes that are no UTF-8 become U+FFFD.
 */
export function parseForm(text: string): Form {
  const pairs: (readonly [string, string])[] = [];
  let isMisencoded = false;
  const parts = text.split('&', maxPairs + 1);
  let isBroken = parts.length > maxPairs;
  for (const part of parts.slice(0, maxPairs)) {
    if (part === '') {
      continue;
    }
    const equals = part.indexOf('=');
    const name = unescaped(equals < 0 ? part : part.slice(0, equals));
    const value = unescaped(equals < 0 ? '' : part.slice(equals + 1));
    if (part.includes(';') || name === null || value === null) {
      isBroken = true;
    } else {
      pairs.push([name, value]);
      isMisencoded ||= isReplaced(part, name) || isReplaced(part, value);
    }
  }
  return { pairs, isBroken, isMisencoded };
}

/** Values of a name, in order. */
export function valuesOf(form: Form, name: string): readonly string[] {
  return form.pairs.flatMap(([one, value]) => (one === name ? [value] : []));
}

/** Pairs as PHP's urlencode writes them: what symfony/mercure sends. */
export function formText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
}

/** A replacement character that nobody wrote. */
function isReplaced(escaped: string, text: string): boolean {
  return text.includes('\ufffd') && !/%ef%bf%bd|\ufffd/i.test(escaped);
}

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/** null for a bad escape. In one walk over the bytes: whoever sends a form chooses how many escapes are in it. */
function unescaped(text: string): string | null {
  if (!text.includes('%') && !text.includes('+')) {
    return text;
  }
  const bytes = Buffer.from(text);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 1, to += 1) {
    const one = bytes[at] as number;
    if (one === percent) {
      const value = hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2]);
      if (Number.isNaN(value)) {
        return null;
      }
      bytes[to] = value;
      at += 2;
    } else {
      bytes[to] = one === plus ? space : one;
    }
  }
  return bytes.toString('utf8', 0, to);
}

function hexValue(digit = 0): number {
  if (digit >= 0x30 && digit <= 0x39) {
    return digit - 0x30;
  }
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}

function escaped(text: string): string {
  // A lone surrogate cannot be written; it goes out as U+FFFD, as it would in UTF-8.
  return encodeURIComponent(Buffer.from(text).toString())
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
