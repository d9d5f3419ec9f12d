import { parse } from 'dotenv';
import type { EnvValue, EnvValues } from './env-values';

const deepest = 20;

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
  return new Map(
    [...raw].map(([name, { value, place }]) => {
      const repeats = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value);
      return [name, { value: expand(value, raw, 0), place, repeats: repeats?.[1] ?? repeats?.[2] ?? '' }];
    }),
  );
}

function expand(text: string, raw: EnvValues, depth: number): string {
  return text.replaceAll(
    /(\\?)\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (whole, backslash: string, braced?: string, fallback?: string, bare?: string) => {
      if (backslash !== '') return whole.slice(1);
      const found = raw.get(braced ?? bare ?? '')?.value;
      if (found === undefined || found === '') return fallback ?? '';
      return depth > deepest ? '' : expand(found, raw, depth + 1).slice(0, 65_536);
    },
  );
}

/** dotenv tells no lines; of a name that stands there twice the last counts, as it does for dotenv. */
function lineOf(text: string, name: string): number {
  const lines = text.split(/\r\n?|\n/);
  const begin = new RegExp(`^\\s*(?:export\\s+)?${name.replaceAll('.', '\\.')}\\s*[=:]`);
  return lines.reduce((last, line, at) => (begin.test(line) ? at + 1 : last), 1);
}
