import styles from './channel-name.module.css';

const prefixes =
  /^(private-encrypted-cache-|private-encrypted-|private-cache-|presence-cache-|private-|presence-|cache-|#server-to-user-)/;

/** A channel's name as sent; the part that all of its kind share is dimmed, the part that differs is not. */
export function ChannelName({ name }: { name: string }) {
  const prefix = prefixes.exec(name)?.[0] ?? '';
  return (
    <span className={styles.name} title={name}>
      {prefix !== '' && <span className={styles.prefix}>{prefix}</span>}
      {name.slice(prefix.length)}
    </span>
  );
}
