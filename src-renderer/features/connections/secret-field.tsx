import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { Button, IconButton } from '../../ui/button';
import fieldStyles from '../../ui/field.module.css';
import styles from './connections.module.css';

/** A secret: that it is kept, and how to replace or forget it; or a field for it, as dots until the eye is asked. */
export function SecretField({
  label,
  note,
  fault,
  isKept,
  isLong,
  value,
  onChange,
}: {
  label: string;
  note: string;
  fault: string;
  isKept: boolean;
  /** Several lines. */
  isLong: boolean;
  /** undefined: as it is kept. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useWords('connections');
  const [isShown, setShown] = useState(false);
  const [isReplacing, setReplacing] = useState(false);
  if (isKept && !isReplacing && (value === undefined || value === '')) {
    const isForgotten = value === '';
    return (
      <fieldset className={styles.kept}>
        <legend className={fieldStyles.label}>{label}</legend>
        <span className={isForgotten ? styles.gone : styles.dots}>
          {isForgotten ? t('secret.gone') : t('secret.kept')}
        </span>
        {isForgotten ? (
          <Button size="small" onPress={() => onChange(undefined)}>
            {t('secret.keep')}
          </Button>
        ) : (
          <>
            <Button size="small" onPress={() => setReplacing(true)}>
              {t('secret.replace')}
            </Button>
            <Button size="small" onPress={() => onChange('')}>
              {t('secret.forget')}
            </Button>
          </>
        )}
        {fault !== '' && <span className={fieldStyles.fault}>{fault}</span>}
      </fieldset>
    );
  }
  const look = `${fieldStyles.line} ${fieldStyles.mono}`;
  return (
    <TextField
      className={fieldStyles.text ?? ''}
      value={value ?? ''}
      isInvalid={fault !== ''}
      autoFocus={isReplacing}
      onChange={(text) => onChange(text === '' && isKept ? undefined : text)}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <span className={styles.withEye} data-long={isLong || undefined}>
        {isLong ? (
          <TextArea
            className={`${look} ${styles.area} ${isShown ? '' : styles.hidden}`}
            rows={3}
            spellCheck="false"
            autoComplete="off"
          />
        ) : (
          <Input className={look} type={isShown ? 'text' : 'password'} spellCheck="false" autoComplete="off" />
        )}
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={t(isShown ? 'secret.hide' : 'secret.show', { label })}
          onPress={() => setShown(!isShown)}
        />
      </span>
      {note !== '' && fault === '' && (
        <Text slot="description" className={fieldStyles.note ?? ''}>
          {note}
        </Text>
      )}
      <FieldError className={fieldStyles.fault ?? ''}>{fault}</FieldError>
      {isKept && (
        <span>
          <Button
            size="small"
            onPress={() => {
              setReplacing(false);
              onChange(undefined);
            }}
          >
            {t('secret.keep')}
          </Button>
        </span>
      )}
    </TextField>
  );
}
