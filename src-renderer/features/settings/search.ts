import { createContext, useContext } from 'react';

/** What was typed into the search of the settings. */
export const SettingsSearch = createContext('');

/** Whether something with these words is to be shown. */
export function useIsFound(...words: readonly string[]): boolean {
  const query = useContext(SettingsSearch).trim().toLocaleLowerCase();
  return words.join(' ').toLocaleLowerCase().includes(query);
}
