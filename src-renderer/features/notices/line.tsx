import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon';
import styles from './notices.module.css';

/** One sentence in bold, the reason behind it, and at the right what can be done. */
export function Line({
  icon,
  tone,
  head,
  reason,
  children,
}: {
  icon: LucideIcon;
  tone: 'plain' | 'warn' | 'error';
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
