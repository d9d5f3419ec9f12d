import { useCallback } from 'react';
import { useDocument } from '../../engine/use-document';

/** Columns a person may hide, and those whose width they may change; px. The event takes what is left. */
export const columns = ['time', 'delta', 'kind', 'channel', 'size'] as const;
export type Column = (typeof columns)[number];

/** How the timeline is drawn. */
export interface TableLook {
  readonly density: 'compact' | 'cosy';
  readonly hidden: readonly Column[];
  /** Chosen widths; a column without one has its usual width. */
  readonly widths: Readonly<Partial<Record<Column, number>>>;
}

export const widthLimits = { min: 40, max: 480 } as const;
const usual: TableLook = { density: 'compact', hidden: [], widths: {} };

interface LayoutDocument {
  readonly look: TableLook;
  /** What others keep in the same document. */
  readonly rest: object;
}

export function parseLook(stored: unknown): LayoutDocument {
  const rest = typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {};
  const { timeline } = rest as { timeline?: unknown };
  if (typeof timeline !== 'object' || timeline === null) return { look: usual, rest };
  const { density, hidden, widths } = timeline as { density?: unknown; hidden?: unknown; widths?: unknown };
  const given = typeof widths === 'object' && widths !== null ? (widths as Record<string, unknown>) : {};
  const look: TableLook = {
    density: density === 'cosy' ? 'cosy' : 'compact',
    hidden: Array.isArray(hidden) ? columns.filter((column) => hidden.includes(column)) : [],
    widths: Object.fromEntries(
      columns.flatMap((column) => {
        const width = given[column];
        return typeof width === 'number' && Number.isFinite(width) ? [[column, bounded(width)]] : [];
      }),
    ),
  };
  return { look, rest };
}

export function bounded(width: number): number {
  return Math.round(Math.max(widthLimits.min, Math.min(widthLimits.max, width)));
}

/** How the timeline is drawn, and how to change that. It is kept by the engine. */
export function useTableLook(): readonly [TableLook, (change: Partial<TableLook>) => void] {
  const [document, write] = useDocument('layout', parseLook as (stored: unknown) => LayoutDocument | object);
  const { look, rest } = (document ?? { look: usual, rest: {} }) as LayoutDocument;
  const change = useCallback(
    (part: Partial<TableLook>) => write({ ...rest, timeline: { ...look, ...part } }),
    [write, look, rest],
  );
  return [look, change];
}

/** As properties of the grid: what list.module.css takes for its columns. */
export function columnStyle({ hidden, widths }: TableLook): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...Object.entries(widths).map(([column, width]) => [`--w-${column}`, `${width}px`]),
    ...hidden.map((column) => [`--w-${column}`, '0px']),
  ]);
}
