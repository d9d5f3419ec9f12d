import { i18n, languageFor, languages } from '../languages/i18n';
import { useSettings } from './settings';

/** Keeps the page in the language that is set, and in the system's where that is the choice. */
export function applyLanguage(): void {
  const apply = () => {
    const { language } = useSettings.getState().settings.general;
    const isThere = languages.some(({ tag }) => tag === language);
    const tag = isThere ? language : languageFor(navigator.languages);
    document.documentElement.lang = tag;
    if (i18n.language !== tag) void i18n.changeLanguage(tag);
  };
  window.addEventListener('languagechange', apply);
  useSettings.subscribe(apply);
  apply();
}
