import type { ConnectionSort } from '../../../src-main/contract/connection';

export type ColumnName =
  | 'client'
  | 'user'
  | 'socketId'
  | 'agent'
  | 'page'
  | 'address'
  | 'lived'
  | 'channels'
  | 'lastMessage';

export interface Column {
  readonly name: ColumnName;
  readonly sort: ConnectionSort;
  /** Pixels; the page takes what is left, and at least this. */
  readonly px: number;
  readonly isNumber: boolean;
}

const all: readonly Column[] = [
  { name: 'client', sort: 'label', px: 140, isNumber: false },
  { name: 'user', sort: 'user', px: 48, isNumber: false },
  { name: 'socketId', sort: 'socketId', px: 152, isNumber: false },
  { name: 'agent', sort: 'agent', px: 144, isNumber: false },
  { name: 'page', sort: 'page', px: 72, isNumber: false },
  { name: 'lived', sort: 'lived', px: 84, isNumber: true },
  { name: 'channels', sort: 'channels', px: 64, isNumber: true },
  { name: 'lastMessage', sort: 'lastMessage', px: 96, isNumber: true },
  { name: 'address', sort: 'address', px: 104, isNumber: false },
];

/** What fits into a width: columns are dropped from the right, never the first. */
export function columnsWithin(widthPx: number): readonly Column[] {
  let used = 0;
  let count = 0;
  for (const { px } of all) {
    used += px;
    if (used > widthPx) break;
    count += 1;
  }
  return all.slice(0, Math.max(1, count));
}

/** The columns as a grid's template. What is left goes to the page and to the browser, or else to the last one. */
export function templateOf(columns: readonly Column[]): string {
  const hasPage = columns.some(({ name }) => name === 'page');
  const last = columns.at(-1)?.name;
  return columns
    .map(({ name, px }) => {
      if (hasPage && name === 'agent') return `minmax(${px}px, 1fr)`;
      return name === (hasPage ? 'page' : last) ? 'minmax(0, 2fr)' : `${px}px`;
    })
    .join(' ');
}
