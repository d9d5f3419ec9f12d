import { type ReactNode, useContext } from 'react';
import { Popover as AriaPopover, OverlayTriggerStateContext, type PopoverProps } from 'react-aria-components';
import styles from './popover.module.css';

/**
 * What a button opens beside itself, in a DialogTrigger. It is the dialog as a whole, without one inside: the buttons by
 * which a screen reader leaves it would stand outside of that, in no region of the page.
 */
export function Popover({
  label,
  placement,
  children,
}: {
  label: string;
  placement: NonNullable<PopoverProps['placement']>;
  children: (close: () => void) => ReactNode;
}) {
  return (
    <AriaPopover className={styles.popover ?? ''} placement={placement} offset={4} aria-label={label}>
      <Content>{children}</Content>
    </AriaPopover>
  );
}

function Content({ children }: { children: (close: () => void) => ReactNode }) {
  const state = useContext(OverlayTriggerStateContext);
  return <div className={styles.content}>{children(() => state?.close())}</div>;
}
