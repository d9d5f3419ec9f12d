import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icon';
import { KeyCap } from './key-cap';
import styles from './menu.module.css';

/** A button that opens a menu. */
export function WithMenu({ label, trigger, children }: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** A menu at an element, for a right click or the menu key. Takes the focus, and gives it back when it closes. */
export function MenuAt({
  label,
  anchor,
  onClose,
  children,
}: {
  label: string;
  anchor: RefObject<Element | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover
      className={styles.popover ?? ''}
      triggerRef={anchor}
      placement="bottom start"
      offset={2}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaMenu aria-label={label} className={styles.menu ?? ''} autoFocus="first" onClose={onClose}>
        {children}
      </AriaMenu>
    </Popover>
  );
}

/** `note`: why it is not to be had now, at the right; the item is then disabled. */
export function MenuItem({
  icon,
  keyCap,
  note,
  onAction,
  children,
}: {
  icon?: LucideIcon;
  keyCap?: string;
  note?: string;
  onAction: () => void;
  children: string;
}) {
  return (
    <AriaMenuItem
      className={styles.item ?? ''}
      textValue={children}
      isDisabled={note !== undefined}
      onAction={onAction}
    >
      {icon !== undefined && <Icon of={icon} />}
      <span className={styles.words}>{children}</span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {keyCap !== undefined && <KeyCap keys={keyCap} />}
    </AriaMenuItem>
  );
}
