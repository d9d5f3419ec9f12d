/** A code in words: what it is, why it comes, and what happens or is to be done next. '' for what is not known. */
export interface CodeMeaning {
  readonly words: string;
  readonly cause: string;
  readonly next: string;
}

export const unknownCode: CodeMeaning = { words: '', cause: '', next: '' };

/** One line of a table. */
export function meaning(words: string, cause: string, next: string): CodeMeaning {
  return { words, cause, next };
}

/** By code; what a table does not hold is unknown, whatever its name is. */
export function lookUp(table: Readonly<Record<string, CodeMeaning>>, code: number | string): CodeMeaning {
  return Object.hasOwn(table, code) ? (table[code] ?? unknownCode) : unknownCode;
}
