import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { anyPort } from './launch';

export interface ServedEngine {
  readonly hub: URL;
  readonly dashboard: string;
  readonly process: ChildProcess;
  /** Its exit code, once there is one. */
  readonly ended: Promise<number | null>;
  /** Sends SIGTERM or the signal named; resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `hubbub serve` as a user runs it, on free ports unless `args` say where. */
export async function serve(dataDir: string, args: readonly string[] = anyPort): Promise<ServedEngine> {
  return started(process.execPath, ['out/cli/hubbub.js', 'serve', '--json', '--data', dataDir, ...args]);
}

/** A command line that ends in `hubbub serve --json`, once that is ready. */
export async function started(command: string, args: readonly string[]): Promise<ServedEngine> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then((code) => Promise.reject(new Error(`serve ended with exit code ${code}`))),
  ]);
  const ready = JSON.parse(String(line)) as { ready: boolean; hub: string[]; dashboard: string };
  // One that is not ready says why, and ends.
  if (!ready.ready) throw new Error(`serve ended with exit code ${await ended}: ${line}`);
  return {
    hub: new URL(ready.hub[0] ?? ''),
    dashboard: ready.dashboard,
    process: child,
    ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
