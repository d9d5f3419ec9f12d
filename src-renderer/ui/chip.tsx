import type { ReactNode } from 'react';
import { ToggleButton, type ToggleButtonProps } from 'react-aria-components';
import styles from './chip.module.css';

export interface ChipProps extends Omit<ToggleButtonProps, 'className' | 'style' | 'children'> {
  /** refused and error keep their colour. */
  tone?: 'plain' | 'refused' | 'error';
  children: ReactNode;
}

/** A switch that narrows what is shown. */
export function Chip({ tone = 'plain', children, ...props }: ChipProps) {
  return (
    <ToggleButton {...props} className={`${styles.chip} ${styles[tone]}`}>
      {children}
    </ToggleButton>
  );
}
