import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of ours that answers commands. */
export interface Child {
  readonly pid: number;
  call<Output>(name: string, input?: unknown): Promise<Output>;
  /** Asks it to end; resolves when it has. */
  stop(): Promise<void>;
}

interface Reply {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: string;
}

const patienceMs = 10_000;

/** Starts `processes/NAME.ts` in a process of its own, so that what makes load does not share a thread with what carries it. */
export function startChild(name: string, args: readonly string[] = []): Child {
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = fork(join('out', 'bench', 'processes', `${name}.js`), [...args], { stdio });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', ({ id, output, error }: Reply) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(output);
    else asked?.reject(new Error(`${name}: ${error}`));
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${signal ?? code}`));
    waiting.clear();
  });
  return {
    pid: child.pid ?? 0,
    call<Output>(command: string, input?: unknown): Promise<Output> {
      lastId += 1;
      const id = lastId;
      return new Promise<Output>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id, name: command, input }, (error) => error && reject(error));
      });
    },
    stop: () => endProcess(child, () => child.disconnect()),
  };
}

/** Ends a process we started, first as it wants to be asked. */
export async function endProcess(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  ask();
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
}
