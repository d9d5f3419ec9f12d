import type { Worker } from 'node:worker_threads';
import { type Problem, ProblemError } from '../../contract/problem';
import type { Clock } from '../clock';
import { takeThread } from '../worker-threads';
import type { DatabaseCallName, DatabaseInput, DatabaseOutput, FromDatabase, ToDatabase } from './database-messages';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const openId = 0;

/** The engine's end of the database worker: calls paired with their answers. A worker that broke is replaced by the next call. */
export class DatabaseLink {
  private worker: Worker | null = null;
  private exited: Promise<void> = Promise.resolve();
  private readonly waiting = new Map<number, Waiting>();
  private nextId = openId + 1;
  private isClosing = false;
  private tellProblem: (problem: Problem) => void = () => {};

  constructor(
    private readonly path: string,
    private readonly workerDir: string,
    private readonly clock: Clock,
  ) {}

  /** What was wrong with the file. Rejects with a ProblemError 'store-failed' only if no worker can be started. */
  async open(): Promise<readonly Problem[]> {
    const answer = this.answerTo(openId);
    this.started();
    return (await answer) as readonly Problem[];
  }

  async call<N extends DatabaseCallName>(name: N, input: DatabaseInput<N>): Promise<DatabaseOutput<N>> {
    if (this.isClosing) {
      throw new ProblemError('closed', 'Hubbub is ending.');
    }
    const id = this.nextId;
    this.nextId += 1;
    const answer = this.answerTo(id);
    this.post(this.started(), { type: 'call', id, name, input, nowMs: this.clock.nowMs() });
    return (await answer) as DatabaseOutput<N>;
  }

  onProblem(listener: (problem: Problem) => void): void {
    this.tellProblem = listener;
  }

  /** Calls made before are answered before. */
  close(): Promise<void> {
    if (!this.isClosing) {
      this.isClosing = true;
      if (this.worker !== null) this.post(this.worker, { type: 'close' });
    }
    return this.exited;
  }

  private started(): Worker {
    if (this.worker !== null) {
      return this.worker;
    }
    const worker = takeThread(this.workerDir, 'database-worker');
    worker.on('message', (message: FromDatabase) => this.take(message));
    worker.on('error', () => {});
    this.exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.worker = null;
        this.rejectAll();
        resolve();
      });
    });
    this.worker = worker;
    this.post(worker, { type: 'open', path: this.path, nowMs: this.clock.nowMs() });
    return worker;
  }

  private take(message: FromDatabase): void {
    switch (message.type) {
      case 'opened':
        if (this.waiting.has(openId)) this.settle(openId)?.resolve(message.problems);
        else
          message.problems.forEach((problem) => {
            this.tellProblem(problem);
          });
        return;
      case 'answer':
        this.settle(message.id)?.resolve(message.value);
        return;
      case 'refusal': {
        const { code, message: text, hint } = message.problem;
        this.settle(message.id)?.reject(new ProblemError(code, text, hint));
        return;
      }
      case 'problem':
        this.tellProblem(message.problem);
        return;
    }
  }

  private answerTo(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private rejectAll(): void {
    for (const id of [...this.waiting.keys()]) {
      this.settle(id)?.reject(
        new ProblemError('store-failed', 'What keeps settings and statistics ended.', 'Try again; it is started anew.'),
      );
    }
  }

  private post(worker: Worker, message: ToDatabase): void {
    worker.postMessage(message);
  }
}
