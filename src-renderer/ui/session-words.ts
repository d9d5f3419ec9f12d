import type { SessionPhase } from '../../src-main/contract/session';
import english from '../languages/en.json';
import { type Key, wordsOf } from '../languages/words';

const t = wordsOf('sessions');
const fieldT = wordsOf('profileFields');
const keys = new Map(
  Object.entries(english.profileFields).map(([key, text]) => [text, key as Key<'profileFields'>] as const),
);

/** "connected", "waiting": how a session is, in a word. */
export function phaseWord(phase: SessionPhase): string {
  return t(`phase.${phase}`);
}

/** What a protocol calls a field of its forms, a choice of one, a hint; as it says it where no language file does. */
export function fieldWords(text: string): string {
  const key = keys.get(text);
  return key === undefined ? text : fieldT(key);
}

/** The name of a fact of a connection (`socketId`, `prefix seen`); as the protocol has it where no language file does. */
export function factWords(name: string): string {
  // Of a queue or a stream of Redis, by its name.
  const [, kind, which = ''] = /^(queue|stream) (.+)$/.exec(name) ?? [];
  if (kind !== undefined) return wordsOf('facts')(kind as 'queue' | 'stream', { name: which });
  const key = name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(english.facts, key) ? wordsOf('facts')(key as Key<'facts'>) : name;
}
