import { ChevronDown } from 'lucide-react';
import type { ConnectionStatisticsEntry } from '../../../../src-main/contract/statistics';
import { entriesTable, entryColumns } from '../../../../src-main/contract/statistics-table';
import { useWords } from '../../../languages/use-words';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import styles from './entries.module.css';

/** Rows as they are stored, newest first. */
export function EntriesTable({
  entries,
  matching,
  onOlder,
}: {
  entries: readonly ConnectionStatisticsEntry[];
  matching: number;
  /** null if all are shown. */
  onOlder: (() => void) | null;
}) {
  const t = useWords('statistics');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable from the keyboard
    <section className={styles.scroll} aria-label={entriesTable} tabIndex={0}>
      <table aria-rowcount={matching + 1}>
        <thead>
          <tr>
            {entryColumns.map((name) => (
              <th key={name} scope="col" {...(name === 'id' ? { 'aria-sort': 'descending' as const } : {})}>
                {name}
                {name === 'id' && <Icon of={ChevronDown} size={12} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              {entryColumns.map((name) => (
                <td key={name}>{entry[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {onOlder !== null && (
        <div className={styles.older}>
          <Button look="line" size="small" onPress={onOlder}>
            {t('entries.older')}
          </Button>
        </div>
      )}
    </section>
  );
}
