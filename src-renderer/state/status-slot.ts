import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';

/** The place at the left of the status bar where the view on the screen says how it stands. */
export const useStatusSlot = create<{ readonly element: HTMLElement | null }>(() => ({ element: null }));

/** As a ref of the element that is the place. */
export function takeStatusSlot(element: HTMLElement | null): void {
  useStatusSlot.setState({ element });
}

/** What a view says in the status bar while it is on the screen: each knows for itself what is true of it. */
export function StatusSentence({ children }: { children: ReactNode }): ReactNode {
  const element = useStatusSlot(({ element }) => element);
  return element === null ? null : createPortal(children, element);
}
