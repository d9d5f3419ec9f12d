import { useMemo, useSyncExternalStore } from 'react';
import { clockTag, onClock } from '../format/instant';
import { i18n, type Section } from './i18n';
import { type Say, wordsOf } from './words';

function subscribe(listener: () => void): () => void {
  const offClock = onClock(listener);
  i18n.on('languageChanged', listener);
  return () => {
    offClock();
    i18n.off('languageChanged', listener);
  };
}

/** Another one whenever the screen speaks another language or tells times in another way: what was made in the old one is made anew. */
export function useScreenTag(): string {
  return useSyncExternalStore(subscribe, () => `${i18n.language} ${clockTag()}`);
}

/** `t` for one section of the language files: `t('clients', { count: 3 })` is "3 clients". Follows the language and the clock. */
export function useWords<S extends Section>(section: S): Say<S> {
  const tag = useScreenTag();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language or clock is another `t`, so that what is memoised on it is made anew
  return useMemo(() => wordsOf(section), [section, tag]);
}
