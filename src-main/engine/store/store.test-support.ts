import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach } from 'vitest';
import type { Clock } from '../clock';
import { createStore } from './create-store';
import type { Store } from './store';
import type { Retention } from './worker-messages';

/** Where the built workers are; the set-up of the tests builds them. */
export const workerDir = resolve('out/engine');

export const systemClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return { cancel: () => clearTimeout(timer) };
  },
  setInterval: (callback, ms) => {
    const timer = setInterval(callback, ms);
    return { cancel: () => clearInterval(timer) };
  },
};

const opened: { close(): Promise<void> }[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-store-'));
  folders.push(folder);
  return folder;
}

/** Closed after the test, if it is not before. */
export function closeAfterTest<T extends { close(): Promise<void> }>(store: T): T {
  opened.push(store);
  return store;
}

export async function openStore(
  options: { dataDir?: string; clock?: Clock; retention?: Partial<Retention> } = {},
): Promise<Store> {
  const { dataDir = temporaryFolder(), clock = systemClock, retention = {} } = options;
  return closeAfterTest(await createStore({ dataDir, workerDir, clock, retention }));
}
