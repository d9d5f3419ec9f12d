import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface Theme {
  readonly choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

/** Light, dark, or as the system has it; outlives the page. */
export const useTheme = create<Theme>()(
  persist(
    (set) => ({
      choice: 'system',
      choose: (choice) => set({ choice }),
    }),
    { name: 'hubbub.theme', partialize: ({ choice }) => ({ choice }) },
  ),
);

const order: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
}

/** Keeps the page in the chosen theme, and in the system's where that is the choice. */
export function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { choice } = useTheme.getState();
    const shown = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
    document.documentElement.dataset.theme = shown;
  };
  dark.addEventListener('change', apply);
  useTheme.subscribe(apply);
  apply();
}
