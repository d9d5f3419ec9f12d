import { createInstance, type i18n as I18n } from 'i18next';
import type en from './en.json';

/** One file a language; a file more is a language more. Its first section names it. */
const files = import.meta.glob<typeof en>('./*.json', { eager: true, import: 'default' });

export type Section = keyof typeof en;

const byTag = new Map(Object.entries(files).map(([path, words]) => [path.slice('./'.length, -'.json'.length), words]));

/** Tag (BCP 47) and own name of each language there is: "zh-CN", "简体中文". */
export const languages: readonly { readonly tag: string; readonly name: string }[] = [...byTag].map(
  ([tag, { language }]) => ({ tag, name: language.name }),
);

/** The language there is that fits best what somebody prefers, by whole tag first and by its first part then. */
export function languageFor(preferred: readonly string[]): string {
  const tags = languages.map(({ tag }) => tag);
  const first = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const wanted of preferred) {
    const found =
      tags.find((tag) => tag.toLowerCase() === wanted.toLowerCase()) ??
      tags.find((tag) => first(tag) === first(wanted));
    if (found !== undefined) return found;
  }
  return 'en';
}

export const i18n: I18n = createInstance();
void i18n.init({
  resources: Object.fromEntries(byTag),
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(byTag.get('en') ?? {}),
  initAsync: false,
  // Values are put in by words.ts, since some of them are parts of the screen.
  interpolation: { escapeValue: false },
});
