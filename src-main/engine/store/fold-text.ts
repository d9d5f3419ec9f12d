/**
 * Text in the one form that is compared: letters without case by Unicode, composed characters. ASCII letters may keep
 * their case if nothing else changes, since what compares (LIKE) does not look at it.
 */
export function foldText(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** True if folding would change nothing but the case of ASCII letters. Looks at the other characters only. */
export function isFolded(text: string): boolean {
  const others = text.replace(asciiRuns, '');
  return others === '' || (!marks.test(others) && foldText(others) === others);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const asciiRuns = /[\u0000-\u007f]+/g;
/** Combining marks may compose with a letter before them, ASCII letters included. */
const marks = /\p{M}/u;
