import type { Filter, FilterTerm } from './filter';
import { parseFilterValue } from './filter-value';
import type { FilterWord } from './filter-words';
import { splitFilter } from './filter-words';
import { limits } from './limits';
import type { Problem } from './problem';

/** Where a problem is in the text, so that it can be underlined. */
export interface FilterProblem extends Problem {
  readonly start: number;
  readonly end: number;
}

/** One word of the text, for highlighting. Offsets count UTF-16 units; `end` is exclusive. */
export interface FilterToken {
  readonly start: number;
  readonly end: number;
  /** Where the value starts: behind the minus and the field. */
  readonly valueStart: number;
  /** null if this part is not valid; it then takes no part in the filter. */
  readonly term: FilterTerm | null;
}

export interface ParsedFilter {
  /** The valid part of the text. */
  readonly filter: Filter;
  readonly tokens: readonly FilterToken[];
  readonly problems: readonly FilterProblem[];
}

/**
 * Reads the text form of a filter. Total: what is not understood is a problem at its place, and the rest stays usable.
 *
 * Words and "quoted phrases" are searched everywhere; `field:value` (size also with < and >) narrows by one field;
 * a minus in front of either turns it round. A word whose field is not known is an ordinary word, so that addresses and
 * pieces of JSON can be typed as they are.
 */
export function parseFilter(text: string): ParsedFilter {
  const terms: FilterTerm[] = [];
  const tokens: FilterToken[] = [];
  const problems: FilterProblem[] = [];
  const kept = text.slice(0, limits.filterChars);
  if (kept.length < text.length) {
    const message = `A filter can have ${limits.filterChars} characters; the rest is left out.`;
    problems.push({ code: 'bad-input', message, hint: '', start: kept.length, end: text.length });
  }
  for (const word of splitFilter(kept)) {
    const read = readWord(word);
    const term = 'term' in read ? read.term : null;
    tokens.push({ start: word.start, end: word.end, valueStart: word.valueStart, term });
    if (term !== null) {
      terms.push(term);
    } else if ('message' in read) {
      const { message, hint } = read;
      problems.push({ code: 'bad-input', message, hint, start: word.start, end: word.end });
    }
  }
  return { filter: { terms }, tokens, problems };
}

function readWord(word: FilterWord): { term: FilterTerm | null } | { message: string; hint: string } {
  const { field, isNegated, value } = word;
  if (field !== null) {
    return parseFilterValue(field, value, isNegated);
  }
  // Two quotes with nothing between them yet are neither a search nor a mistake.
  return { term: value === '' ? null : { field: 'text', text: value, isNegated } };
}
