import { regionRef } from '../../state/regions';
import { useTimeline } from '../../state/timeline';
import { List } from './list';
import styles from './timeline.module.css';
import { useTimelineList } from './use-timeline-list';

/** The newest entries that fit the filter, newest last. */
export function Timeline() {
  const list = useTimelineList();
  const { filter, setFilter, length, total } = useTimeline();
  return (
    <section className={styles.timeline} aria-label="Timeline">
      <div>
        <input
          aria-label="Filter"
          ref={regionRef('filter')}
          spellCheck={false}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        {length} of {total}
      </div>
      <List list={list} />
    </section>
  );
}
