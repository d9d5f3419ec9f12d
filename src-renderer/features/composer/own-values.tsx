import { useDraft } from '../../state/draft';
import styles from './popovers.module.css';
import { ownNames } from './template';

/** Fields for names of one's own in the message: {{order}}. What is left empty goes out as it is written. */
export function OwnValues() {
  const { channel, event, data, own, change } = useDraft();
  const names = ownNames(channel, event, data);
  if (names.length === 0) return null;
  return (
    <fieldset className={styles.own}>
      <legend>Values</legend>
      {names.map((name) => (
        <label key={name}>
          <code>{name}</code>
          <input
            className={styles.input}
            placeholder="as written"
            spellCheck={false}
            value={own[name] ?? ''}
            onChange={({ target }) => change({ own: { ...own, [name]: target.value } })}
          />
        </label>
      ))}
    </fieldset>
  );
}
