import type { ProjectPlace } from '../../../contract/project';
import type { EnvDialect, EnvEntry, EnvFile } from './env-file';

export interface EnvValue {
  readonly value: string;
  readonly place: ProjectPlace;
  /** The variable it repeats as it is, '' if it says more, or something of its own. */
  readonly repeats?: string;
}

export type EnvValues = ReadonlyMap<string, EnvValue>;

/** Longest value that references may grow to. */
const longest = 65_536;

/**
 * What the files say together, later ones over earlier ones. A reference means what was read before it, as both frameworks
 * have it: phpdotenv leaves `${NAME}` as it stands where nothing was, Symfony puts in its fallback or nothing.
 */
export function envValues(
  files: readonly { readonly file: string; readonly read: EnvFile }[],
  dialect: EnvDialect,
): EnvValues {
  const values = new Map<string, EnvValue>();
  for (const { file, read } of files) {
    for (const entry of read.entries) {
      values.set(entry.name, { value: expand(entry, values, dialect), place: { file, line: entry.line } });
    }
  }
  return values;
}

function expand({ parts }: EnvEntry, values: EnvValues, dialect: EnvDialect): string {
  let text = '';
  for (const part of parts) {
    if (text.length > longest) break;
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const found = values.get(part.name)?.value;
    if (dialect === 'phpdotenv') text += found ?? part.source;
    else text += found === undefined || (found === '' && part.fallback !== null) ? (part.fallback ?? '') : found;
  }
  return text.slice(0, longest);
}
