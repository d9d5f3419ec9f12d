import type { DocumentName } from '../../contract/documents';
import type { Problem } from '../../contract/problem';
import type { Workspace } from '../../contract/project';
import type { ConnectionStatisticsEntry, EntriesQuery } from '../../contract/statistics';

/** What is kept of one minute besides its counts. Names with messages and bytes; see the parts of statistics/. */
export interface MinuteDetail {
  readonly channels: readonly (readonly [name: string, messages: number, bytes: number])[];
  readonly events: readonly (readonly [name: string, messages: number, bytes: number])[];
  /** Buckets of the histogram of sizes, and the largest size. */
  readonly sizes: readonly (readonly [bucket: number, count: number])[];
  readonly largest: number;
  readonly checks: readonly (readonly [check: string, count: number])[];
  /** Milliseconds, some of the connections that closed. */
  readonly lifetimes: readonly number[];
}

/** One minute of one app, '*' for all of them, as one run of the engine counted it. */
export interface MinuteRow {
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly app: string;
  readonly run: string;
  /** In the order of statisticColumns. */
  readonly counts: readonly number[];
  /** null for '*', and if there is nothing to tell. */
  readonly detail: MinuteDetail | null;
}

/** A row to come of websockets_statistics_entries. */
export type NewStatisticsEntry = Omit<ConnectionStatisticsEntry, 'id'>;

/** What the second database is asked: name to input and output. */
export interface DatabaseCalls {
  /** Without a workspace that of no folder. */
  'document.read': { input: { name: DocumentName; workspace?: string }; output: { json: string | null } };
  'document.write': { input: { name: DocumentName; json: string; workspace?: string }; output: null };
  /** Opened last first. */
  'workspace.list': { input: null; output: readonly Workspace[] };
  /** Makes it the one opened last; of more than limits.workspaces the oldest are forgotten, their documents are not. */
  'workspace.open': { input: { dir: string; name: string }; output: null };
  /** A row that is there is replaced; minutes before `keepFrom` are deleted. */
  'minute.write': { input: { rows: readonly MinuteRow[]; keepFrom: number }; output: null };
  /** Minutes [from, to) of an app, oldest first; '*' for the counts of all together, null for those of each. */
  'minute.read': { input: { app: string | null; from: number; to: number }; output: readonly MinuteRow[] };
  /** The oldest minute there is, null if there is none. */
  'minute.first': { input: null; output: { minute: number | null } };
  /** Rows whose created_at is before `keepFrom` (text, as in the table) are deleted. */
  'entry.add': { input: { entries: readonly NewStatisticsEntry[]; keepFrom: string }; output: null };
  'entry.list': {
    input: EntriesQuery;
    output: { entries: readonly ConnectionStatisticsEntry[]; matching: number; total: number; apps: readonly string[] };
  };
  /** Oldest first. */
  'log.read': { input: { name: string }; output: { texts: readonly string[] } };
  /** All or none; afterwards at most the newest `keep` are left. */
  'log.append': { input: { name: string; texts: readonly string[]; keep: number }; output: null };
}
export type DatabaseCallName = keyof DatabaseCalls;
export type DatabaseInput<N extends DatabaseCallName> = DatabaseCalls[N]['input'];
export type DatabaseOutput<N extends DatabaseCallName> = DatabaseCalls[N]['output'];

/** How calls are answered, on an open file. All throw what SQLite throws, or a ProblemError. */
export type DatabaseAnswers = {
  readonly [N in DatabaseCallName]: (input: DatabaseInput<N>, nowMs: number) => DatabaseOutput<N>;
};
/** Answers of the calls that begin with a noun. */
export type DatabaseAnswersOf<Noun extends string> = Pick<
  DatabaseAnswers,
  Extract<DatabaseCallName, `${Noun}.${string}`>
>;

export type ToDatabase =
  | { readonly type: 'open'; readonly path: string; readonly nowMs: number }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly name: DatabaseCallName;
      readonly input: unknown;
      readonly nowMs: number;
    }
  | { readonly type: 'close' };

export type FromDatabase =
  | { readonly type: 'opened'; readonly problems: readonly Problem[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly problem: Problem }
  /** The file was found damaged and another one started. */
  | { readonly type: 'problem'; readonly problem: Problem };
