import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Separator as AriaSeparator,
  MenuTrigger,
  Popover,
  SubmenuTrigger,
} from 'react-aria-components';
import { wordsOf } from '../languages/words';
import { Icon } from './icon';
import { KeyCap } from './key-cap';
import styles from './menu.module.css';

const t = wordsOf('ui');

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

/** Where a menu was asked for, px from the left and top of the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

/**
 * A menu at a point, for a right click or the menu key: what was clicked may move on while it is open. Takes the focus, and
 * gives it back when it closes.
 */
export function MenuAtPoint({
  label,
  point,
  onClose,
  children,
}: {
  label: string;
  point: MenuPoint;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <MenuTrigger
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <AriaButton
        aria-label={label}
        excludeFromTabOrder
        className={styles.point ?? ''}
        style={{ left: point.x, top: point.y }}
      />
      <Popover className={styles.popover ?? ''} placement="bottom start" offset={2}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''} autoFocus="first">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** Where the menu of an event belongs: at the pointer, or below the element for the menu key. */
export function menuPoint(event: { clientX?: number; clientY?: number }, element: Element | null): MenuPoint {
  if (event.clientX !== undefined && event.clientY !== undefined) return { x: event.clientX, y: event.clientY };
  const box = element?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 };
}

/** An item that opens more items beside it. */
export function MenuOf({ icon, name, children }: { icon?: LucideIcon; name: string; children: ReactNode }) {
  return (
    <SubmenuTrigger>
      <AriaMenuItem className={styles.item ?? ''} textValue={name}>
        {icon !== undefined && <Icon of={icon} />}
        <span className={styles.words}>{name}</span>
        <Icon of={ChevronRight} size={14} />
      </AriaMenuItem>
      <Popover className={styles.popover ?? ''} offset={-2} crossOffset={-5}>
        <AriaMenu aria-label={name} className={styles.menu ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </SubmenuTrigger>
  );
}

export function MenuLine() {
  return <AriaSeparator className={styles.line ?? ''} />;
}

/**
 * `note`: why it is not to be had now, at the right; the item is then disabled. `value` is what it is about, as it came
 * over the wire.
 */
export function MenuItem({
  icon,
  keyCap,
  note,
  value,
  isChecked,
  onAction,
  children,
}: {
  icon?: LucideIcon;
  keyCap?: string | undefined;
  note?: string;
  value?: string;
  /** For a switch: whether it is on. */
  isChecked?: boolean;
  onAction: () => void;
  children: string;
}) {
  return (
    <AriaMenuItem
      className={styles.item ?? ''}
      textValue={value === undefined ? children : `${children} ${value}`}
      isDisabled={note !== undefined}
      {...(isChecked === undefined ? {} : { 'aria-label': t(isChecked ? 'on' : 'off', { name: children }) })}
      onAction={onAction}
    >
      {icon !== undefined && <Icon of={icon} />}
      {isChecked !== undefined && <span className={styles.check}>{isChecked && <Icon of={Check} size={14} />}</span>}
      <span className={value === undefined ? styles.words : styles.name}>{children}</span>
      {value !== undefined && (
        <code className={styles.value} title={value}>
          {value}
        </code>
      )}
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {keyCap !== undefined && <KeyCap keys={keyCap} />}
    </AriaMenuItem>
  );
}
