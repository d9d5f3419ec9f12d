import { create } from 'zustand';

/** How far back the charts go; null: as far as there is anything. */
export const ranges = { fiveMinutes: 300_000, quarter: 900_000, hour: 3_600_000, all: null } as const;
export type Range = keyof typeof ranges;

export const measures = ['messages', 'bytes'] as const;
export type Measure = (typeof measures)[number];

/** A span somebody marked, milliseconds since the epoch. */
export interface Mark {
  readonly fromMs: number;
  readonly toMs: number;
}

interface StatisticsStore {
  readonly tab: 'now' | 'entries';
  readonly range: Range;
  /** null: all apps. */
  readonly app: string | null;
  readonly mark: Mark | null;
  readonly areTablesShown: boolean;
  /** What of the traffic is drawn. */
  readonly measure: Measure;
  showTab(tab: 'now' | 'entries'): void;
  setRange(range: Range): void;
  setApp(app: string | null): void;
  setMark(mark: Mark | null): void;
  showTables(areTablesShown: boolean): void;
  setMeasure(measure: Measure): void;
}

/** What the view shows; kept while another view is on the screen. */
export const useStatistics = create<StatisticsStore>((set) => ({
  tab: 'now',
  range: 'quarter',
  app: null,
  mark: null,
  areTablesShown: false,
  measure: 'messages',
  showTab: (tab) => set({ tab }),
  setRange: (range) => set({ range }),
  setApp: (app) => set({ app }),
  setMark: (mark) => set({ mark }),
  showTables: (areTablesShown) => set({ areTablesShown }),
  setMeasure: (measure) => set({ measure }),
}));
