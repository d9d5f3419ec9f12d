import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../../src-main/contract/problem';
import { useEngine } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';

const none: readonly Problem[] = [];

function nameOf({ code, message }: Problem): string {
  return `${code} ${message}`;
}

/** Problems of the engine that stand and were not put away: those it started with, then those it told of since. */
export function useProblems(): { problems: readonly Problem[]; dataDir: string; dismiss: (problem: Problem) => void } {
  const engine = useEngine();
  const description = useDescription();
  const [told, setTold] = useState(none);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => engine.onSignal('engine.problem', (problem) => setTold((before) => [...before, problem])), [engine]);
  const problems = useMemo(() => {
    const byName = new Map<string, Problem>();
    for (const problem of [...(description?.problems ?? none), ...told]) byName.set(nameOf(problem), problem);
    return [...byName].filter(([name]) => !dismissed.has(name)).map(([, problem]) => problem);
  }, [description, told, dismissed]);
  const dismiss = useCallback((problem: Problem) => {
    setDismissed((before) => new Set(before).add(nameOf(problem)));
  }, []);
  return { problems, dataDir: description?.dataDir ?? '', dismiss };
}
