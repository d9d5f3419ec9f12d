import en from './en.json';
import { wordsOf } from './words';

const t = wordsOf('checks');
type Named = keyof typeof en.checks;

/** What a failed check is called. One without a name of its own is a field as it is on the wire: auth_timestamp. */
export function checkName(check: string): string {
  const key = check.replace(/[ -](\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(en.checks, key) ? t(key as Named) : check;
}
