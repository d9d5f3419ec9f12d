import { ChevronLeft, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../../../languages/use-words';
import { focusRegion } from '../../../state/regions';
import type { Width } from '../../../state/use-width';
import { Button, IconButton } from '../../../ui/button';
import styles from './detail.module.css';

/** Goes back to the list, which in a small window is only there once the detail has gone. */
export function backToList(close: () => void): void {
  close();
  requestAnimationFrame(() => focusRegion('client-list'));
}

/** Esc: the detail stays beside the list where there is room for both. */
export function leaveOnEscape(width: Width, close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (width === 'small') backToList(close);
    else focusRegion('client-list');
  };
}

/** What the detail is of, with the way out of it. */
export function DetailHead({ width, close, children }: { width: Width; close: () => void; children: ReactNode }) {
  const say = useWords('clients');
  return (
    <header className={styles.head}>
      {width === 'small' && (
        <Button icon={ChevronLeft} onPress={() => backToList(close)}>
          {say('back')}
        </Button>
      )}
      {children}
      {width !== 'small' && (
        <span className={styles.close}>
          <IconButton icon={X} label={say('closeDetail')} keyCap="Esc" onPress={() => backToList(close)} />
        </span>
      )}
    </header>
  );
}
