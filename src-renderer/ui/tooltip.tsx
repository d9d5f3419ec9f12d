import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { KeyCap } from './key-cap';
import styles from './tooltip.module.css';

/** Says what a control does, and the key for it, after 400 ms of rest or on focus. Stays while hovered; Esc closes it. */
export function WithTooltip({
  text,
  keyCap,
  children,
}: {
  text: string;
  keyCap?: string | undefined;
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={400}>
      {children}
      <AriaTooltip className={styles.tooltip} offset={6}>
        {text}
        {keyCap !== undefined && <KeyCap keys={keyCap} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
