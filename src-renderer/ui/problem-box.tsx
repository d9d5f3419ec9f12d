import { OctagonX, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../src-main/contract/problem';
import { said } from '../languages/said';
import { Icon } from './icon';
import styles from './problem-box.module.css';

/** A failure in its own place: what happened in bold, what to do next after it, in the language of the screen. */
export function ProblemBox({
  problem,
  tone = 'error',
  isSilent = false,
}: {
  problem: Problem;
  tone?: 'error' | 'warn' | 'refused';
  /** Not said at once: it was said elsewhere, or comes and goes. */
  isSilent?: boolean;
}) {
  return (
    <div className={styles.box} data-tone={tone} {...(isSilent ? {} : { role: 'alert' })}>
      <Icon of={tone === 'error' ? OctagonX : TriangleAlert} />
      <p>
        <b>{said(problem.message)}</b> {said(problem.hint)}
      </p>
    </div>
  );
}
