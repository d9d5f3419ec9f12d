import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions } from '../harness/bench';
import { startChild } from '../harness/child';

/** As many as retention keeps. */
const million = 1_000_000;
const made = new Map<string, Promise<string>>();

/** A data folder with a million entries, half of them Laravel-shaped; made once a run. */
export function millionEntries({ folder }: BenchOptions): Promise<string> {
  const dataDir = join(folder, 'million');
  const making = made.get(dataDir) ?? make(dataDir);
  made.set(dataDir, making);
  return making;
}

/** The same in a folder of its own, for who adds to it: retention would take from the others what they look for. */
export async function millionOfOnesOwn(options: BenchOptions, name: string): Promise<string> {
  const dataDir = join(options.folder, name);
  cpSync(await millionEntries(options), dataDir, { recursive: true });
  return dataDir;
}

async function make(dataDir: string): Promise<string> {
  mkdirSync(dataDir);
  const store = startChild('store');
  try {
    await store.call('open', { dataDir });
    for (const shape of ['plain', 'laravel', 'plain', 'laravel']) {
      await store.call('fill', { shape, count: million / 4 });
    }
  } finally {
    await store.stop();
  }
  return dataDir;
}
