import { createContext, useContext } from 'react';
import type { Host } from './host';

export const HostContext = createContext<Host | null>(null);

/** Where the page runs: ask for its capabilities, never for its name. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('HostContext is missing');
  return host;
}
