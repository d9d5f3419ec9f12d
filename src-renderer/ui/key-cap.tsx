import styles from './key-cap.module.css';

const isMac = /mac/i.test(navigator.platform);
const macSigns: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' };

/** A key as it is called on this system, from its words: "Ctrl Shift P". */
export function KeyCap({ keys }: { keys: string }) {
  const parts = keys.split(' ');
  return <kbd className={styles.cap}>{isMac ? parts.map((part) => macSigns[part] ?? part).join('') : keys}</kbd>;
}
