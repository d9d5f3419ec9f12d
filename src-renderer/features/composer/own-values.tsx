import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { focusRegion } from '../../state/regions';
import { Button } from '../../ui/button';
import styles from './repeat.module.css';
import { isTemplate, ownNames } from './template';

const t = wordsOf('composer');

/** Fields for names of one's own in the message: {{order}}. What is left empty goes out as it is written. */
export function OwnValues() {
  const { channel, event, data, own, isLiteral, change } = useDraft();
  if (isLiteral) {
    return [channel, event, data].some(isTemplate) ? (
      <p className={styles.literal}>
        {t('literal.note')}
        <Button
          look="line"
          size="small"
          onPress={() => {
            change({ isLiteral: false });
            // The button goes: the next key is meant for the message.
            focusRegion('composer');
          }}
        >
          {t('literal.fill')}
        </Button>
      </p>
    ) : null;
  }
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
