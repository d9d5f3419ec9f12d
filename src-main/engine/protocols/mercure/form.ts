/** A query or form body as pairs. `isBroken`: a pair was left out for a bad escape or a raw semicolon. */
export interface Form {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly isBroken: boolean;
}

/**
 * `application/x-www-form-urlencoded` as the reference hub reads it (Go's url.ParseQuery): a pair with a bad percent escape
 * or a raw `;` counts as not there. Bytes that are no UTF-8 become U+FFFD.
 */
export function parseForm(text: string): Form {
  const pairs: (readonly [string, string])[] = [];
  let isBroken = false;
  for (const part of text.split('&')) {
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
    }
  }
  return { pairs, isBroken };
}

/** Values of a name, in order. */
export function valuesOf(form: Form, name: string): readonly string[] {
  return form.pairs.flatMap(([one, value]) => (one === name ? [value] : []));
}

/** Pairs as PHP's urlencode writes them: what symfony/mercure sends. */
export function formText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
}

const badEscape = /%(?![0-9A-Fa-f]{2})/;

function unescaped(text: string): string | null {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) {
    return spaced;
  }
  if (badEscape.test(spaced)) {
    return null;
  }
  try {
    return decodeURIComponent(spaced);
  } catch {
    return bytesOf(spaced).toString();
  }
}

function bytesOf(text: string): Buffer {
  const parts = text.split(/%([0-9A-Fa-f]{2})/);
  return Buffer.concat(parts.map((part, at) => (at % 2 === 1 ? Buffer.from(part, 'hex') : Buffer.from(part))));
}

function escaped(text: string): string {
  // A lone surrogate cannot be written; it goes out as U+FFFD, as it would in UTF-8.
  return encodeURIComponent(Buffer.from(text).toString())
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
