import type { ReactNode } from 'react';
import styles from './tag.module.css';

/** Filled, words only: "was a string". `changed` marks what differs from the last one. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'changed'; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}

/** Outlined: a count or a short sign of something worth a look. */
export function Badge({
  tone = 'plain',
  title,
  children,
}: {
  tone?: 'plain' | 'warn';
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`} title={title}>
      {children}
    </span>
  );
}
