import { join } from 'node:path';
import type { Problem } from '../../contract/problem';
import type { Clock } from '../clock';
import { databaseFile } from './database-file';
import { DatabaseLink } from './database-link';
import type { DatabaseCallName, DatabaseInput, DatabaseOutput } from './database-messages';

/**
 * The second database of a data folder: what outlives a capture that is thrown away. It has a worker of its own, so that
 * a slow disk never holds up the hub.
 */
export interface SecondDatabase {
  /** What was wrong when it was opened. */
  readonly problems: readonly Problem[];
  /** Calls are answered in the order they are made. Rejects with a ProblemError: 'store-full', 'store-failed', 'closed'. */
  call<N extends DatabaseCallName>(name: N, input: DatabaseInput<N>): Promise<DatabaseOutput<N>>;
  /** One listener: a damaged file was set aside. */
  onProblem(listener: (problem: Problem) => void): void;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Folder of the file; made if it is not there. */
  readonly dataDir: string;
  /** Folder with database-worker.js. */
  readonly workerDir: string;
  readonly clock: Clock;
}

/** Opens it for reading and writing. What is wrong with the file is told in `problems`; it never rejects for that. */
export async function createDatabase({ dataDir, workerDir, clock }: DatabaseOptions): Promise<SecondDatabase> {
  const link = new DatabaseLink(join(dataDir, databaseFile), workerDir, clock);
  const problems = await link.open();
  return {
    problems,
    call: (name, input) => link.call(name, input),
    onProblem: (listener) => link.onProblem(listener),
    close: () => link.close(),
  };
}
