import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess } from './child';
import { nowMs } from './serve-commands';

/** What was painted in a time. */
export interface Painted {
  /** Of each new row, from when it was sent until it was painted, ms. */
  readonly ages: readonly number[];
  readonly longestTaskMs: number;
  readonly changesPerSecond: number;
}

export interface ElectronWindow {
  /** Port of the hub, as the window says. */
  readonly port: number;
  /** From the start of the process until the hub's address was painted. */
  readonly startMs: number;
  watch(forMs: number): Promise<Painted>;
  close(): Promise<void>;
}

/** The app as it is started by hand, in the real Electron, on a data folder of its own. */
export function openHubbub(folder: string): Promise<ElectronWindow> {
  const dataDir = mkdtempSync(join(folder, 'window-'));
  // What is measured is Live, not the first steps.
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ general: { welcome: false } }));
  // A free port: those of a hub that somebody works with stay out of this.
  return open(['.', '--data', dataDir, '--listen', '127.0.0.1:0'], dataDir);
}

/** A window with nothing in it but a line, and rows that are painted at once. */
export function openEmpty(folder: string): Promise<ElectronWindow> {
  const dataDir = mkdtempSync(join(folder, 'window-'));
  return open([join('bench', 'electron', 'empty'), `--user-data-dir=${dataDir}`], dataDir);
}

async function open(args: readonly string[], dataDir: string): Promise<ElectronWindow> {
  const electron = process.env.HUBBUB_ELECTRON;
  if (!electron) throw new Error('HUBBUB_ELECTRON is not set: start the benches with "npm run bench".');
  const forSystem = (process.env.HUBBUB_ELECTRON_ARGUMENTS ?? '').split(' ').filter(Boolean);
  const all = [...forSystem, '--disable-gpu', '-r', join('bench', 'electron', 'probe.cjs'), ...args];
  const startedMs = nowMs();
  const child = spawn(electron, all, { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface(child.stdout);
  const answer = <Answer>() =>
    new Promise<Answer>((resolve, reject) => {
      child.once('exit', (code, signal) => reject(new Error(`Electron ended with ${signal ?? code}`)));
      lines.once('line', (line) => resolve(JSON.parse(line) as Answer));
    });
  const { text, atMs } = await answer<{ text: string; atMs: number }>();
  return {
    port: Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1]),
    startMs: atMs - startedMs,
    watch(forMs) {
      child.stdin.write(`watch ${forMs}\n`);
      return answer<Painted>();
    },
    async close() {
      await endProcess(child, () => child.stdin.write('quit\n'));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
