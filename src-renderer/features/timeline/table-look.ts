import { useCallback } from 'react';
import type { PageId } from '../../../src-main/contract/view';
import { useDocument } from '../../engine/use-document';

/** Columns a person may hide, and those whose width they may change; px. The event takes what is left. */
export const columns = ['time', 'delta', 'kind', 'source', 'channel', 'size'] as const;
export type Column = (typeof columns)[number];

/** All that stand beside each other, in their usual order; the flags are always last. */
export const places = ['time', 'delta', 'kind', 'source', 'channel', 'event', 'size'] as const;
export type Place = (typeof places)[number];

/** How the timeline is drawn. */
export interface TableLook {
  readonly density: 'compact' | 'cosy';
  /** What an event says goes over up to three lines. All rows are as high then: where each lies is worked out from that. */
  readonly wraps: boolean;
  readonly hidden: readonly Column[];
  /** Chosen widths; a column without one has its usual width. */
  readonly widths: Readonly<Partial<Record<Column, number>>>;
  readonly order: readonly Place[];
  /** The newest row is at the top. */
  readonly newestFirst: boolean;
  readonly loads: LoadsLook;
}

/** How page loads are told in the timeline. */
export interface LoadsLook {
  /** Each is a line, whatever the filter says. */
  readonly isOn: boolean;
  /** Whether what came before the newest load stays in sight. */
  readonly keeps: boolean;
  /** Whose loads; null for those of every page. */
  readonly page: PageId | null;
}

export const widthLimits = { min: 40, max: 480 } as const;
const usual: TableLook = {
  density: 'compact',
  wraps: false,
  hidden: [],
  widths: {},
  order: places,
  newestFirst: false,
  loads: { isOn: false, keeps: true, page: null },
};

interface LayoutDocument {
  readonly look: TableLook;
  /** What others keep in the same document. */
  readonly rest: object;
}

export function parseLook(stored: unknown): LayoutDocument {
  const rest = typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {};
  const { timeline } = rest as { timeline?: unknown };
  if (typeof timeline !== 'object' || timeline === null) return { look: usual, rest };
  const { density, wraps, hidden, widths, order, newestFirst, loads } = timeline as Record<string, unknown>;
  const given = typeof widths === 'object' && widths !== null ? (widths as Record<string, unknown>) : {};
  const look: TableLook = {
    density: density === 'cosy' ? 'cosy' : 'compact',
    wraps: wraps === true,
    hidden: Array.isArray(hidden) ? columns.filter((column) => hidden.includes(column)) : [],
    widths: Object.fromEntries(
      columns.flatMap((column) => {
        const width = given[column];
        return typeof width === 'number' && Number.isFinite(width) ? [[column, bounded(width)]] : [];
      }),
    ),
    order: parseOrder(order),
    newestFirst: newestFirst === true,
    loads: parseLoads(loads),
  };
  return { look, rest };
}

/** Those that are not named stand behind the one they usually follow. */
function parseOrder(stored: unknown): readonly Place[] {
  const given: Place[] = Array.isArray(stored) ? [...new Set(stored.filter((one) => places.includes(one)))] : [];
  if (given.length === 0) return places;
  for (const [at, place] of places.entries()) {
    if (!given.includes(place)) given.splice(given.indexOf(places[at - 1] as Place) + 1, 0, place);
  }
  return given;
}

/** A column takes the place of another one; those in between make room. */
export function moved(order: readonly Place[], column: Place, to: Place): readonly Place[] {
  const others = order.filter((one) => one !== column);
  others.splice(order.indexOf(to), 0, column);
  return others;
}

export function isUsual(order: readonly Place[]): boolean {
  return order.every((place, at) => place === places[at]);
}

function parseLoads(stored: unknown): LoadsLook {
  if (typeof stored !== 'object' || stored === null) return usual.loads;
  const { isOn, keeps, page } = stored as Record<string, unknown>;
  return { isOn: isOn === true, keeps: keeps !== false, page: isPage(page) ? page : null };
}

function isPage(value: unknown): value is PageId {
  if (typeof value !== 'object' || value === null) return false;
  const page = value as Record<string, unknown>;
  return ['app', 'origin', 'userAgent', 'address'].every((name) => typeof page[name] === 'string');
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
export function columnStyle({
  hidden,
  widths,
  order,
}: Pick<TableLook, 'hidden' | 'widths' | 'order'>): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...Object.entries(widths).map(([column, width]) => [`--w-${column}`, `${width}px`]),
    ...hidden.map((column) => [`--w-${column}`, '0px']),
    ...(isUsual(order) ? [] : [['--cols', `${order.map((place) => `var(--t-${place},)`).join(' ')} var(--t-flags)`]]),
  ]);
}
