import { useEffect, useState } from 'react';
import type { FilterProblem, ParsedFilter } from '../../../../src-main/contract/filter-text';

/** A word that is being typed is not finished yet: its mistakes are told when the person rests. */
const restMs = 700;

/** Mistakes worth telling now: all of them, but for the word at the caret while it is being typed. */
export function useFaults({ problems }: ParsedFilter, text: string, caret: number | null): readonly FilterProblem[] {
  const [restedOn, setRestedOn] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRestedOn(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  if (caret === null || restedOn === text) return problems;
  return problems.filter(({ start, end }) => caret < start || caret > end);
}
