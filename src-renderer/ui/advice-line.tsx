import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './advice-line.module.css';
import { Icon } from './icon';

/** One sentence in bold, the reason behind it, and at the right what can be done. On a line of its own it covers no row. */
export function AdviceLine({
  icon,
  tone,
  head,
  reason,
  children,
}: {
  icon: LucideIcon;
  tone: 'plain' | 'ok' | 'warn' | 'refused' | 'error';
  head: string;
  reason: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.line} data-tone={tone}>
      <Icon of={icon} />
      <p className={styles.words} title={`${head} ${reason}`}>
        <b>{head}</b> {reason}
      </p>
      {children}
    </div>
  );
}

/** "1 of 2": there is one line for advice. */
export function AdvicePlace({ children }: { children: string }) {
  return <span className={styles.place}>{children}</span>;
}
