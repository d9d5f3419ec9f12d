import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import styles from './repeat.module.css';
import { ownNames } from './template';

const t = wordsOf('composer');

/** Fields for names of one's own in the message: {{order}}. What is left empty goes out as it is written. */
export function OwnValues() {
  const { channel, event, data, own, change } = useDraft();
  const names = ownNames(channel, event, data);
  if (names.length === 0) return null;
  return (
    <fieldset className={styles.own}>
      <legend>{t('values')}</legend>
      {names.map((name) => (
        <label key={name}>
          <code>{name}</code>
          <input
            className={styles.input}
            placeholder={t('asWritten')}
            spellCheck={false}
            value={own[name] ?? ''}
            onChange={({ target }) => change({ own: { ...own, [name]: target.value } })}
          />
        </label>
      ))}
    </fieldset>
  );
}
