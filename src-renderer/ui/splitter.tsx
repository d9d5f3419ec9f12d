import { Separator } from 'react-resizable-panels';
import styles from './splitter.module.css';

/** Between two panels of a Group: a hairline with 8 px to grab. Arrows move it, Enter resets it. */
export function Splitter({ label }: { label: string }) {
  return <Separator aria-label={label} className={styles.splitter} />;
}
