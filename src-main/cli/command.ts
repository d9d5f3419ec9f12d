import { homedir } from 'node:os';
import { Option } from 'commander';
import { defaultDataDir } from '../contract/data-dir';

/** Where the built parts lie, and what they call themselves. */
export interface Installation {
  readonly outDir: string;
  readonly version: string;
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** --data DIR, the same for every command and the app. */
export function dataOption(): Option {
  const folder = defaultDataDir({ platform: process.platform, home: homedir(), env: process.env });
  return new Option('--data <DIR>', 'folder of the capture; it tells which engine is meant').default(folder);
}
