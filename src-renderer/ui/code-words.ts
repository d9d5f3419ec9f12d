import type { CodeMeaning } from '../../src-main/contract/codes/code-meaning';
import { closeMeaningOf, entryCodeMeaning } from '../../src-main/contract/codes/entry-code';
import type { Row } from '../../src-main/contract/entry';
import type en from '../languages/en.json';
import { i18n } from '../languages/i18n';
import { said } from '../languages/said';
import { wordsOf } from '../languages/words';

type Told = keyof typeof en.codes;

/** A close or error code in the language of the screen; as the contract has it, in English, where no language file does. */
export function codeWords(code: number, protocol: string): CodeMeaning {
  const known = closeMeaningOf(code, protocol);
  const isTold = known.words !== '' && i18n.exists(`${code}.words`, { ns: 'codes', lng: i18n.language });
  if (!isTold) return { words: said(known.words), cause: said(known.cause), next: said(known.next) };
  const t = wordsOf('codes');
  const told = String(code) as Told;
  return { words: t(`${told}.words`), cause: t(`${told}.cause`), next: t(`${told}.next`) };
}

/** The code of an entry in the language of the screen: a close code, an error of the protocol, or an HTTP status. */
export function entryCodeWords(row: Pick<Row, 'kind' | 'action' | 'code' | 'protocol'>): CodeMeaning {
  if (row.code !== null && row.code >= 1000) return codeWords(row.code, row.protocol);
  const { words, cause, next } = entryCodeMeaning(row);
  return { words: said(words), cause: said(cause), next: said(next) };
}
