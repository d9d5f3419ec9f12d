import type { ReactNode } from 'react';
import { Tab as AriaTab, TabList as AriaTabList } from 'react-aria-components';
import styles from './tabs.module.css';

/** Put inside React Aria's Tabs, with its TabPanel below. */
export function TabList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaTabList aria-label={label} className={styles.list ?? ''}>
      {children}
    </AriaTabList>
  );
}

/** `count` is shown dimmed behind the word: "2 of 3". */
export function Tab({ id, count, children }: { id: string; count?: string | undefined; children: ReactNode }) {
  return (
    <AriaTab id={id} className={styles.tab ?? ''}>
      {children}
      {count !== undefined && <span className={styles.count}>{count}</span>}
    </AriaTab>
  );
}
