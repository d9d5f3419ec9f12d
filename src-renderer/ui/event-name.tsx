import styles from './event-name.module.css';

/** An event's name as sent; of a class name the namespace is dimmed, and is cut before what differs. */
export function EventName({ name }: { name: string }) {
  const split = name.lastIndexOf('\\') + 1;
  const hasOwn = split < name.length;
  return (
    <code className={styles.name} title={name}>
      {hasOwn && split > 0 && <span className={styles.namespace}>{name.slice(0, split)}</span>}
      <span className={styles.own}>{hasOwn ? name.slice(split) : name}</span>
    </code>
  );
}
