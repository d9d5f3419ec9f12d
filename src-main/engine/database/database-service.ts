import type { MessagePort } from 'node:worker_threads';
import { type Database, storeErrorKind } from '../store/driver';
import type { DatabaseAnswers, FromDatabase, ToDatabase } from './database-messages';
import { databaseProblem } from './database-problem';
import { documentAnswers } from './documents-table';
import { entryAnswers } from './entry-table';
import { logAnswers } from './log-table';
import { minuteAnswers } from './minute-table';
import { type OpenedFile, openDatabaseFile, replaceDatabaseFile } from './open-database-file';
import { workspaceAnswers } from './workspace-table';

interface OpenFile {
  readonly db: Database;
  readonly answers: DatabaseAnswers;
}

type Call = Extract<ToDatabase, { type: 'call' }>;

/** The worker's side of the second database: opens the file, answers calls in order, replaces the file if it is damaged. */
export class DatabaseService {
  private path = '';
  private file: OpenFile | null = null;

  constructor(private readonly port: Pick<MessagePort, 'postMessage' | 'close'>) {}

  take(message: ToDatabase): void {
    switch (message.type) {
      case 'open':
        this.open(message.path, message.nowMs);
        return;
      case 'call':
        this.answer(message);
        return;
      case 'close':
        this.closeFile();
        this.port.close();
        return;
    }
  }

  private open(path: string, nowMs: number): void {
    this.path = path;
    try {
      const problem = this.use(openDatabaseFile(path, nowMs));
      this.send({ type: 'opened', problems: problem === null ? [] : [problem] });
    } catch (error) {
      // The hub works without it; opening is tried again with each call.
      this.send({ type: 'opened', problems: [databaseProblem(error)] });
    }
  }

  private answer(call: Call): void {
    try {
      this.send({ type: 'answer', id: call.id, value: this.run(call) });
    } catch (error) {
      this.send({ type: 'refusal', id: call.id, problem: databaseProblem(error) });
    }
  }

  private run(call: Call): unknown {
    try {
      return this.runNow(call);
    } catch (error) {
      if (storeErrorKind(error) !== 'damaged') {
        throw error;
      }
      this.closeFile();
      this.tellProblem(this.use(replaceDatabaseFile(this.path, call.nowMs, 'damaged')));
      return this.runNow(call);
    }
  }

  private runNow({ name, input, nowMs }: Call): unknown {
    if (this.file === null) {
      this.tellProblem(this.use(openDatabaseFile(this.path, nowMs)));
    }
    const { answers } = this.file as OpenFile;
    return answers[name](input as never, nowMs);
  }

  private use({ db, problem }: OpenedFile): OpenedFile['problem'] {
    this.file = {
      db,
      answers: {
        ...documentAnswers(db),
        ...minuteAnswers(db),
        ...entryAnswers(db),
        ...logAnswers(db),
        ...workspaceAnswers(db),
      },
    };
    return problem;
  }

  private tellProblem(problem: OpenedFile['problem']): void {
    if (problem !== null) {
      this.send({ type: 'problem', problem });
    }
  }

  private closeFile(): void {
    try {
      this.file?.db.close();
    } catch {
      // A damaged file may not close in order; what is committed is committed.
    }
    this.file = null;
  }

  private send(message: FromDatabase): void {
    this.port.postMessage(message);
  }
}
