import { useMemo } from 'react';
import { parseFilter } from '../../src-main/contract/filter-text';
import { useTimeline } from './timeline';

/** The free words of the filter that is applied: what is to be marked where it is found. */
export function useSearchWords(): readonly string[] {
  const filter = useTimeline(({ appliedFilter }) => appliedFilter);
  return useMemo(
    () =>
      parseFilter(filter).filter.terms.flatMap((term) => (term.field === 'text' && !term.isNegated ? [term.text] : [])),
    [filter],
  );
}
