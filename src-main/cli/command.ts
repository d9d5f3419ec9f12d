import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { defaultDataDir } from '../contract/data-dir';
import type { Problem } from '../contract/problem';
import { usageError } from './exit-codes';

/** Where the built parts lie, and what they call themselves. */
export interface Installation {
  readonly outDir: string;
  readonly version: string;
}

/** What every command takes. */
export interface CommonOptions {
  readonly data: string;
  readonly appId?: string;
  readonly json?: boolean;
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** --data DIR, the same for every command and the app. */
export function dataOption(): Option {
  const folder = defaultDataDir({ platform: process.platform, home: homedir(), env: process.env });
  return new Option('--data <DIR>', 'folder of the capture; it tells which engine is meant')
    .default(folder)
    .argParser((text) => resolve(text));
}

export function appOption(what: string): Option {
  return new Option('--app-id <ID>', what);
}

/** A filter with a part that is not valid is bad usage: the valid rest would be another question. */
export function refuseFilter(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first !== undefined) {
    throw usageError(`The filter is not valid: ${first.message}`, first.hint || 'hubbub tail --help shows filters.');
  }
}

export const filterHelp = `
Filters, as in the app: words and "quoted phrases" are searched everywhere; channel:orders.*, event:OrderShipped,
kind:publish, client:1234.5678, size:>10kb, since:10m and path:$.id=7 narrow it down; a minus in front turns one round.
Put -- before a filter that begins with a minus.`;
