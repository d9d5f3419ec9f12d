import { useMemo, useSyncExternalStore } from 'react';
import { i18n, type Section } from './i18n';
import { type Say, wordsOf } from './words';

function subscribe(listener: () => void): () => void {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
}

/** The tag of the language on the screen. */
export function useLanguageTag(): string {
  return useSyncExternalStore(subscribe, () => i18n.language);
}

/** `t` for one section of the language files: `t('clients', { count: 3 })` is "3 clients". Follows the language. */
export function useWords<S extends Section>(section: S): Say<S> {
  const tag = useLanguageTag();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another `t`, so that what is memoised on it is made anew
  return useMemo(() => wordsOf(section), [section, tag]);
}
