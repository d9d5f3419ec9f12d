const special = /[*?[\]\\]/g;

/** A pattern that means this text and nothing else. */
export function literal(text: string): string {
  return text.replace(special, '\\$&');
}

/** Whether a channel is of a pattern, as Redis matches them (stringmatchlen in its util.c), by bytes. */
export function matches(pattern: string, channel: string): boolean {
  return match(Buffer.from(pattern), 0, Buffer.from(channel), 0);
}

const [star, question, open, close, backslash, caret, dash] = [...'*?[]\\^-'].map((sign) => sign.charCodeAt(0));

function match(pattern: Buffer, patternAt: number, text: Buffer, textAt: number): boolean {
  let [p, t] = [patternAt, textAt];
  // Where the last star was, and how much of the text it has taken: enough to try on, without recursion.
  let [starAt, taken] = [-1, 0];
  for (;;) {
    if (p < pattern.length && pattern[p] === star) {
      [starAt, taken] = [p, t];
      p += 1;
      continue;
    }
    if (t >= text.length) return p >= pattern.length;
    const next = p < pattern.length ? one(pattern, p, text[t] as number) : -1;
    if (next >= 0) {
      p = next;
      t += 1;
    } else if (starAt >= 0) {
      taken += 1;
      [p, t] = [starAt + 1, taken];
    } else {
      return false;
    }
  }
}

/** Behind the part of a pattern that takes this byte; -1 if it does not. */
function one(pattern: Buffer, at: number, byte: number): number {
  switch (pattern[at]) {
    case question:
      return at + 1;
    case open:
      return set(pattern, at + 1, byte);
    case backslash:
      return at + 1 < pattern.length ? (pattern[at + 1] === byte ? at + 2 : -1) : byte === backslash ? at + 1 : -1;
    default:
      return pattern[at] === byte ? at + 1 : -1;
  }
}

function set(pattern: Buffer, from: number, byte: number): number {
  const isInverse = pattern[from] === caret;
  let at = isInverse ? from + 1 : from;
  let isIn = false;
  for (; ; at += 1) {
    // A set that is not closed ends with the pattern.
    if (at >= pattern.length) {
      at -= 1;
      break;
    }
    if (pattern[at] === backslash && at + 1 < pattern.length) {
      at += 1;
      isIn ||= pattern[at] === byte;
    } else if (pattern[at] === close) {
      break;
    } else if (pattern[at + 1] === dash && at + 2 < pattern.length) {
      const [low = 0, high = 0] = [pattern[at], pattern[at + 2]].sort((a = 0, b = 0) => a - b);
      isIn ||= byte >= low && byte <= high;
      at += 2;
    } else {
      isIn ||= pattern[at] === byte;
    }
  }
  return isIn === isInverse ? -1 : at + 1;
}
