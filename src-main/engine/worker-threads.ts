import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a hub waits for before it listens; it does not wait for the reader. */
const startedAhead = ['writer-worker', 'database-worker'] as const;

export type ThreadName = (typeof startedAhead)[number] | 'reader-worker';

/** Threads that run already, waiting to be told which data is theirs. By the file they run. */
const waiting = new Map<string, Worker>();

/**
 * Starts the threads of one engine before it is known whether this engine gets the folder: a thread takes as long to come
 * up as everything else an engine does before it listens. They touch no file until they are told to, and keep no process
 * alive that does not take them.
 */
export function startThreadsAhead(workerDir: string): void {
  for (const name of startedAhead) {
    const file = fileOf(workerDir, name);
    if (waiting.has(file)) continue;
    const worker = new Worker(file);
    worker.unref();
    // One that dies before it is taken is no loss: who wants it starts its own then, and says what is wrong.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (waiting.get(file) === worker) waiting.delete(file);
    });
    waiting.set(file, worker);
  }
}

/** A thread of that name, one started ahead if there is one. */
export function takeThread(workerDir: string, name: ThreadName): Worker {
  const file = fileOf(workerDir, name);
  const worker = waiting.get(file);
  waiting.delete(file);
  worker?.ref();
  return worker ?? new Worker(file);
}

function fileOf(workerDir: string, name: ThreadName): string {
  return join(workerDir, `${name}.js`);
}
