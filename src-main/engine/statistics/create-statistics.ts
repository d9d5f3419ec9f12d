import type { EntryObserver } from '../capture/recorder';
import { ConnectionEntries, type EntriesOptions } from './connection-entries';
import { Statistics, type StatisticsOptions } from './statistics';

const secondMs = 1_000;
const dayMs = 86_400_000;

/** What a settings file may say. */
export interface StatisticsSettings {
  /** Seconds between rows of websockets_statistics_entries. */
  readonly intervalSeconds: number;
  /** Days for which a row is kept. */
  readonly keepDays: number;
}

/** As laravel-websockets has it. */
export const defaultStatistics: StatisticsSettings = { intervalSeconds: 60, keepDays: 60 };

export interface AllStatistics {
  readonly traffic: Statistics;
  readonly entries: ConnectionEntries;
  /** To be told of every entry. */
  readonly observers: readonly EntryObserver[];
  /** Before the database closes. */
  close(): Promise<void>;
}

export function createStatistics(
  options: StatisticsOptions & Pick<EntriesOptions, 'onRows'>,
  settings: Partial<StatisticsSettings> = {},
): AllStatistics {
  const { intervalSeconds, keepDays } = { ...defaultStatistics, ...settings };
  const traffic = new Statistics(options);
  const { clock, database, onRows } = options;
  const entries = new ConnectionEntries({
    clock,
    database,
    intervalMs: intervalSeconds * secondMs,
    keptMs: keepDays * dayMs,
    ...(onRows === undefined ? {} : { onRows }),
  });
  return {
    traffic,
    entries,
    observers: [traffic.observer, entries],
    async close() {
      entries.close();
      await traffic.close();
    },
  };
}
