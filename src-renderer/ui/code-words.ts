import type { CodeMeaning } from '../../src-main/contract/codes/code-meaning';
import { closeMeaningOf } from '../../src-main/contract/codes/entry-code';
import type en from '../languages/en.json';
import { i18n } from '../languages/i18n';
import { wordsOf } from '../languages/words';

type Told = keyof typeof en.codes;

/** A close or error code in the language of the screen; as the contract has it, in English, where no language file does. */
export function codeWords(code: number, protocol: string): CodeMeaning {
  const known = closeMeaningOf(code, protocol);
  const isTold = known.words !== '' && i18n.exists(`${code}.words`, { ns: 'codes', lng: i18n.language });
  if (!isTold) return known;
  const t = wordsOf('codes');
  const told = String(code) as Told;
  return { words: t(`${told}.words`), cause: t(`${told}.cause`), next: t(`${told}.next`) };
}
