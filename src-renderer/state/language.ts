import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { i18n, languageFor, languages } from '../languages/i18n';

interface Language {
  /** Tag of a language there is, or as the system has it. */
  readonly choice: string;
  choose(choice: string): void;
}

/** The language of the screen; outlives the page. */
export const useLanguage = create<Language>()(
  persist(
    (set) => ({
      choice: 'system',
      choose: (choice) => set({ choice }),
    }),
    { name: 'hubbub.language', partialize: ({ choice }) => ({ choice }) },
  ),
);

/** Keeps the page in the chosen language, and in the system's where that is the choice. */
export function applyLanguage(): void {
  const apply = () => {
    const { choice } = useLanguage.getState();
    const isThere = languages.some(({ tag }) => tag === choice);
    const tag = isThere ? choice : languageFor(navigator.languages);
    document.documentElement.lang = tag;
    void i18n.changeLanguage(tag);
  };
  window.addEventListener('languagechange', apply);
  useLanguage.subscribe(apply);
  apply();
}
