import type { SessionPhase } from '../../src-main/contract/session';
import styles from './session-dot.module.css';

/** How a session is, as a shape: full, a ring, a square. The word stands beside it. */
export function SessionDot({ phase }: { phase: SessionPhase }) {
  return <i className={styles.dot} data-phase={phase} />;
}
