import { ChartLine, Copy, Table2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../languages/use-words';
import { copyText } from '../state/clipboard';
import { IconButton } from '../ui/button';
import styles from './chart-frame.module.css';
import { DataTable, type DataTableProps, tableCsv } from './data-table';
import { titleHeight } from './geometry';

interface ChartFrameProps {
  /** What it shows, in words. */
  readonly what: string;
  /** Shown at the left of the head; absent where the chart has titles of its own. */
  readonly title?: string;
  /** Shown dimmed at the right of the head. */
  readonly note?: string;
  /** Height of the chart, and of the table in its place. */
  readonly height: number;
  readonly table: Omit<DataTableProps, 'label'>;
  /** Whether tables are shown in the place of charts, until the person chooses here. */
  readonly areTablesShown?: boolean;
  /** What else can be chosen of the chart, in front of its buttons. */
  readonly choice?: ReactNode;
  readonly children: ReactNode;
}

/** A chart that can be opened as a table, and copied. */
export function ChartFrame({
  what,
  title,
  note,
  height,
  table,
  areTablesShown = false,
  choice,
  children,
}: ChartFrameProps) {
  const t = useWords('statistics');
  const [isTable, setTable] = useState(areTablesShown);
  useEffect(() => setTable(areTablesShown), [areTablesShown]);
  // A table covers the titles that a chart has of its own.
  const hasHead = title !== undefined || isTable;
  const shownHeight = title === undefined && isTable ? height - titleHeight : height;
  return (
    <section className={styles.frame} aria-label={what}>
      <div className={hasHead ? styles.head : styles.bare}>
        {hasHead && <h3>{title ?? what}</h3>}
        {note !== undefined && <span className={styles.note}>{note}</span>}
        <span className={styles.acts}>
          {!isTable && choice}
          <IconButton
            icon={Copy}
            label={t('copyCsv', { what })}
            onPress={() => copyText(tableCsv(table), t('copied', { what }))}
          />
          <IconButton
            icon={isTable ? ChartLine : Table2}
            label={t(isTable ? 'showChart' : 'showTable', { what })}
            onPress={() => setTable(!isTable)}
          />
        </span>
      </div>
      <div style={{ height: shownHeight }}>
        {isTable ? <DataTable label={t('tableOf', { what })} {...table} /> : children}
      </div>
    </section>
  );
}
