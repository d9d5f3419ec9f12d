import { useLayoutEffect, useRef } from 'react';
import type { LastEntries } from '../../../engine/use-last-entries';
import { formatCount } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import styles from './detail.module.css';
import { EntryLines } from './entry-lines';

/** What scrolls has to be reachable by the keyboard. */
const scrollable = { tabIndex: 0 };

/** How close to the end counts as at the end, px. */
const near = 24;

/** The client's own timeline: what it sent, what it got and what concerned it. It follows its end until somebody scrolls up. */
export function Messages({ last }: { last: LastEntries | null }) {
  const say = useWords('clients');
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight;
  });
  if (last === null) return null;
  const { entries, matches } = last;
  const hidden = matches - entries.length;
  return (
    <section
      className={styles.messages}
      aria-label={say('timeline')}
      {...scrollable}
      ref={scroller}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight <= near;
      }}
    >
      {hidden > 0 && <p className={styles.dim}>{say('older', { count: formatCount(hidden) })}</p>}
      {entries.length === 0 && <p className={styles.dim}>{say('noMessages')}</p>}
      <EntryLines entries={entries} isExact />
    </section>
  );
}
