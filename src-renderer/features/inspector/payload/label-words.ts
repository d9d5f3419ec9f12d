import english from '../../../languages/en.json';
import { type Key, wordsOf } from '../../../languages/words';

const t = wordsOf('explained');
const keys = new Map(Object.entries(english.explained).map(([key, label]) => [label, key as Key<'explained'>]));

/** What a protocol calls a part of what it says of an entry; the names of other people's things stay as they are. */
export function labelWords(label: string): string {
  const key = keys.get(label);
  return key === undefined ? label : t(key);
}
