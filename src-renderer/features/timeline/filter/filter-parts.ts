import type { ParsedFilter } from '../../../../src-main/contract/filter-text';

/** A stretch of the filter's text as it is drawn under the field's own (unseen) letters. */
export interface FilterPart {
  readonly text: string;
  /** plain: words and space; field: a minus and a field, dimmed; value: what it is narrowed to. */
  readonly look: 'plain' | 'field' | 'value';
  /** Where the stretch lies in its filled token. */
  readonly edge: 'none' | 'start' | 'end' | 'both' | 'middle';
  readonly isFaulty: boolean;
}

/** The whole text in parts, in order. Only what narrows by a field is a filled token; free words are just words. */
export function partsOf(text: string, { tokens, problems }: ParsedFilter): FilterPart[] {
  const parts: FilterPart[] = [];
  const plain = (start: number, end: number, isFaulty: boolean) => {
    if (end > start) parts.push({ text: text.slice(start, end), look: 'plain', edge: 'none', isFaulty });
  };
  let at = 0;
  for (const { start, end, valueStart, term } of tokens) {
    plain(at, start, false);
    const isFaulty = problems.some((problem) => problem.start < end && start < problem.end);
    const isToken = term !== null && (term.field !== 'text' || term.isNegated);
    if (!isToken) {
      // The value is at fault, not its field or operator; without a value, all of it is.
      const operator = /^[<>=]*/.exec(text.slice(valueStart, end))?.[0].length ?? 0;
      const faultStart = valueStart + operator < end ? valueStart + operator : start;
      plain(start, faultStart, false);
      plain(faultStart, end, isFaulty);
    } else {
      const hasField = valueStart > start;
      const value = text.slice(valueStart, end);
      if (hasField) {
        const edge = value === '' ? 'both' : 'start';
        parts.push({ text: text.slice(start, valueStart), look: 'field', edge, isFaulty: false });
      }
      if (value !== '') parts.push({ text: value, look: 'value', edge: hasField ? 'end' : 'both', isFaulty: false });
    }
    at = end;
  }
  plain(at, text.length, problems.some(({ end }) => end > at) && at < text.length);
  return parts;
}
