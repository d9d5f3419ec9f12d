import type { ReactNode } from 'react';
import styles from './mercure.module.css';

/** A part of the desk, its heading at the left. */
export function Part({ title, sentence, children }: { title: string; sentence: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles.body}>
        <p className={styles.sentence}>{sentence}</p>
        {children}
      </div>
    </section>
  );
}
