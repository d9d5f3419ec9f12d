import { useSettings } from './settings';

/** Keeps the page in the theme that is set, and in the system's theme where that is the choice. */
export function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme } = useSettings.getState().settings.appearance;
    const { dataset } = document.documentElement;
    dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  dark.addEventListener('change', apply);
  useSettings.subscribe(apply);
  apply();
}
