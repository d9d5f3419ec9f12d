import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { Icon } from './icon';
import { KeyCap } from './key-cap';
import { WithTooltip } from './tooltip';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** quiet: no border, the usual one; line: bordered, the way out of a problem; solid: the one main action of a view. */
  look?: 'quiet' | 'line' | 'solid';
  size?: 'medium' | 'small';
  icon?: LucideIcon;
  /** Key that does the same, shown in the button. */
  keyCap?: string | undefined;
  children?: ReactNode;
}

export function Button({ look = 'quiet', size = 'medium', icon, keyCap, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`${styles.button} ${styles[look]} ${styles[size]}`}>
      {icon !== undefined && <Icon of={icon} size={size === 'small' ? 14 : 16} />}
      {children}
      {keyCap !== undefined && <KeyCap keys={keyCap} />}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  icon: LucideIcon;
  /** What it does, in words: its name and its tooltip. */
  label: string;
  keyCap?: string | undefined;
  size?: 'medium' | 'small';
}

/** A square with a drawing and a tooltip. */
export function IconButton({ icon, label, keyCap, size = 'small', ...props }: IconButtonProps) {
  return (
    <WithTooltip text={label} keyCap={keyCap}>
      <AriaButton
        {...props}
        aria-label={label}
        className={`${styles.button} ${styles.quiet} ${styles.square} ${styles[size]}`}
      >
        <Icon of={icon} />
      </AriaButton>
    </WithTooltip>
  );
}
