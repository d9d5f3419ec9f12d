import { parse } from 'dotenv';
import type { EnvValue, EnvValues } from './env-values';

const longest = 65_536;

/**
 * What `import.meta.env` has of the files, later ones over earlier ones, in the order of Vite's loadEnv: each is read by
 * dotenv, then `$NAME`, `${NAME}` and `${NAME:-text}` mean the values of all files together (dotenv-expand).
 */
export function viteValues(files: readonly { readonly file: string; readonly text: string }[]): EnvValues {
  const raw = new Map<string, EnvValue>();
  for (const { file, text } of files) {
    for (const [name, value] of Object.entries(parse(text))) {
      raw.set(name, { value, place: { file, line: lineOf(text, name) } });
    }
  }
  const expanded = new Map<string, string>();
  return new Map(
    [...raw].map(([name, { value, place }]) => {
      const repeats = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value);
      return [name, { value: expand(name, raw, expanded), place, repeats: repeats?.[1] ?? repeats?.[2] ?? '' }];
    }),
  );
}

/** Each name once: it may be used as often as it likes, and one that leads back to itself is empty. */
function expand(name: string, raw: EnvValues, expanded: Map<string, string>): string {
  const known = expanded.get(name);
  if (known !== undefined) return known;
  expanded.set(name, '');
  const text = (raw.get(name)?.value ?? '').replaceAll(
    /(\\?)\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (whole, backslash: string, braced?: string, fallback?: string, bare?: string) =>
      backslash === '' ? expand(braced ?? bare ?? '', raw, expanded) || (fallback ?? '') : whole.slice(1),
  );
  // References to references may double at every step.
  const value = text.slice(0, longest);
  expanded.set(name, value);
  return value;
}

/** dotenv tells no lines; of a name that stands there twice the last counts, as it does for dotenv. */
function lineOf(text: string, name: string): number {
  const lines = text.split(/\r\n?|\n/);
  const begin = new RegExp(`^\\s*(?:export\\s+)?${name.replaceAll('.', '\\.')}\\s*[=:]`);
  return lines.reduce((last, line, at) => (begin.test(line) ? at + 1 : last), 1);
}
