import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `hubbub` as a user does. */
export function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['out/cli/hubbub.js', ...args]);
}

/** Runs `hubbub` to its end. */
export async function hubbub(...args: readonly string[]): Promise<Ended> {
  const child = start(...args);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.end();
  const [code] = await once(child, 'close');
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** What it has printed so far. */
export function outputOf(child: ChildProcessWithoutNullStreams) {
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk) => {
      output[stream] += chunk;
    });
  }
  return output;
}

/** `hubbub watch`, and what it has printed so far. */
export function watching(...args: readonly string[]) {
  const child = start('watch', ...args);
  const output = outputOf(child);
  return {
    output,
    connected: () => expect.poll(() => output.stderr).toContain('Connected to '),
    /** Of `--json`. */
    entries: () =>
      output.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async stop() {
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      return code as number | null;
    },
  };
}
