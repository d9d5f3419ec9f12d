import styles from './data-table.module.css';

export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  /** How a number is read on the screen. */
  readonly shown?: (value: number) => string;
  /** How a number is written for other programs; as it is if absent. */
  readonly written?: (value: number) => string;
}

export interface DataTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly Cell[])[];
}

/** The figures of a chart. Columns but the first are numbers. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  const cells = (row: readonly Cell[]) => columns.map(({ shown }, at) => textOf(row[at] ?? null, shown));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable from the keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [name, ...rest] = cells(row);
            return (
              <tr key={row[0]}>
                <th scope="row">{name}</th>
                {rest.map((cell, at) => (
                  <td key={columns[at + 1]?.name}>{cell}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The same as CSV (RFC 4180). */
export function tableCsv({ columns, rows }: Pick<DataTableProps, 'columns' | 'rows'>): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ written }, at) => textOf(row[at] ?? null, written))),
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function textOf(value: Cell, format: ((value: number) => string) | undefined): string {
  if (value === null) return '';
  return typeof value === 'number' && format !== undefined ? format(value) : String(value);
}
