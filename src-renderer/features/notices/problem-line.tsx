import { ChevronDown, Copy, OctagonX, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../src-main/contract/problem';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { AdviceLine, AdvicePlace } from '../../ui/advice-line';
import { Button, IconButton } from '../../ui/button';

/** The hub works with these, though not as it should. The others are about what is recorded. */
const mild: ReadonlySet<Problem['code']> = new Set(['port-taken', 'store-damaged']);

/** What stands in the way, one at a time, the newest first. */
export function ProblemLine({
  problems,
  dataDir,
  onDismiss,
}: {
  problems: readonly Problem[];
  dataDir: string;
  onDismiss: (problem: Problem) => void;
}) {
  const t = useWords('notices');
  const [turned, setTurned] = useState(0);
  const at = turned % problems.length;
  const problem = problems[problems.length - 1 - at];
  if (problem === undefined) return null;
  const isMild = mild.has(problem.code);
  return (
    <AdviceLine
      icon={isMild ? TriangleAlert : OctagonX}
      tone={isMild ? 'warn' : 'error'}
      head={said(problem.message)}
      reason={said(problem.hint)}
    >
      {problem.code.startsWith('store-') && dataDir !== '' && (
        <Button look="line" size="small" icon={Copy} onPress={() => copyText(dataDir, t('dataFolderPath'))}>
          {t('copyPath')}
        </Button>
      )}
      {problems.length > 1 && (
        <>
          <AdvicePlace>{t('place', { place: at + 1, of: problems.length })}</AdvicePlace>
          <IconButton icon={ChevronDown} label={t('next')} onPress={() => setTurned(at + 1)} />
        </>
      )}
      <IconButton icon={X} label={t('dismiss')} onPress={() => onDismiss(problem)} />
    </AdviceLine>
  );
}
