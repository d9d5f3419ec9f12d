import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServedEngine {
  readonly hub: URL;
  readonly dashboard: string;
  readonly process: ChildProcess;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** `hubbub serve` as a user runs it, on free ports. */
export async function serve(dataDir: string): Promise<ServedEngine> {
  const addresses = ['--listen', '127.0.0.1:0', '--dashboard', '127.0.0.1:0'];
  const child = spawn(process.execPath, ['out/cli/hubbub.js', 'serve', '--json', '--data', dataDir, ...addresses], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`serve ended with exit code ${code}`))),
  ]);
  const ready = JSON.parse(String(line)) as { ready: boolean; hub: string[]; dashboard: string };
  return {
    hub: new URL(ready.hub[0] ?? ''),
    dashboard: ready.dashboard,
    process: child,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code as number | null;
    },
  };
}
