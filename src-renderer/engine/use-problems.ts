import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../src-main/contract/problem';
import { useEngine } from './hooks';
import { useDescription } from './use-description';

const none: readonly Problem[] = [];

function nameOf({ code, message }: Problem): string {
  return `${code} ${message}`;
}

/** Problems of the engine that stand and were not put away; one that is over is not shown any more. */
export function useProblems(): { problems: readonly Problem[]; dataDir: string; dismiss: (problem: Problem) => void } {
  const engine = useEngine();
  const description = useDescription();
  const [told, setTold] = useState<readonly Problem[] | null>(null);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    // Another engine, or another life of it: what the one before told is over.
    if (description !== null) setTold(null);
    return engine.onSignal('engine.problems', (problems) => {
      setTold(problems);
      // What comes again is shown again.
      const names = new Set(problems.map(nameOf));
      setDismissed((before) => new Set([...before].filter((name) => names.has(name))));
    });
  }, [engine, description]);
  const problems = useMemo(() => {
    return (told ?? description?.problems ?? none).filter((problem) => !dismissed.has(nameOf(problem)));
  }, [description, told, dismissed]);
  const dismiss = useCallback((problem: Problem) => {
    setDismissed((before) => new Set(before).add(nameOf(problem)));
  }, []);
  return { problems, dataDir: description?.dataDir ?? '', dismiss };
}
