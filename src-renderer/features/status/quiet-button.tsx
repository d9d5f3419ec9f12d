import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './status-bar.module.css';

export function QuietButton({
  label,
  onPress,
  children,
}: {
  label?: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <Button className={styles.button ?? ''} onPress={onPress} {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </Button>
  );
}
