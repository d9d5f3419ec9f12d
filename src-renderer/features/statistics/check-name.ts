import type { useWords } from '../../languages/use-words';

/** Checks that have a name of their own in the language files. */
const named = [
  'key',
  'signature',
  'origin',
  'capacity',
  'channel',
  'subscription',
  'auth',
  'feature',
  'rate',
  'size',
  'event',
  'message',
  'body',
  'timestamp',
  'path',
  'app',
  'error',
] as const;

/** What a failed check is called; one that is not known by its own name. */
export function checkName(check: string, t: ReturnType<typeof useWords<'statistics'>>): string {
  const known = named.find((name) => name === check);
  return known === undefined ? check : t(`check.${known}`);
}
