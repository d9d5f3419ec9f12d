import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** What the lock file of a data folder says of its engine. */
export interface EngineOf {
  readonly pid: number;
  readonly address: string;
  readonly token: string;
  readonly run: string;
}

export async function engineOf(dataDir: string): Promise<EngineOf> {
  return JSON.parse(await readFile(join(dataDir, 'lock'), 'utf8')) as EngineOf;
}

/** The data folder's engine that is not `run`, once it answers. */
export async function nextEngine(dataDir: string, run: string): Promise<EngineOf> {
  await expect.poll(async () => (await engineOf(dataDir).catch(() => null))?.run ?? run).not.toBe(run);
  return engineOf(dataDir);
}

/** Ends the engine's process as nothing can be prepared for; resolves with the one that takes its place. */
export async function killEngine(dataDir: string): Promise<EngineOf & { readonly killedAtMs: number }> {
  const { pid, run } = await engineOf(dataDir);
  process.kill(pid, 'SIGKILL');
  const killedAtMs = Date.now();
  return { ...(await nextEngine(dataDir, run)), killedAtMs };
}

/** Whether a process is there and is not only waiting to be collected by its parent. */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\tZ/m.test(status);
}
