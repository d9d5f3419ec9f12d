import { ChevronDown } from 'lucide-react';
import { DialogTrigger, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { DraftField } from '../../../src-main/contract/protocol';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Popover } from '../../ui/popover';
import { TextInput } from '../../ui/text-input';
import { fieldLabel, fieldPlaceholder } from './field-words';
import styles from './more.module.css';

const t = wordsOf('composer');

/** The fields that are wanted rarely. How many of them say something is on the button, lest they be forgotten. */
export function MoreButton({ fields }: { fields: readonly DraftField[] }) {
  const draft = useDraft();
  const set = fields.filter(({ name }) => String(draft[name]) !== '').length;
  return (
    <DialogTrigger>
      <Button size="small">
        {set === 0 ? t('more.button') : t('more.set', { set })}
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover label={t('more.title')} placement="top end">
        {() => (
          <div className={styles.fields}>
            {fields.map((field) => (
              <RareInput key={field.name} field={field} />
            ))}
          </div>
        )}
      </Popover>
    </DialogTrigger>
  );
}

function RareInput({ field }: { field: DraftField }) {
  const draft = useDraft();
  const { name, input } = field;
  const value = draft[name];
  if (input === 'names') {
    return (
      <TextField
        className={styles.names ?? ''}
        value={(value as readonly string[]).join('\n')}
        onChange={(text) => draft.change({ [name]: text === '' ? [] : text.split('\n') })}
      >
        <Label>{fieldLabel(field)}</Label>
        <TextArea className={styles.lines ?? ''} rows={3} spellCheck="false" />
        <Text slot="description" className={styles.note ?? ''}>
          {t('more.lines')}
        </Text>
      </TextField>
    );
  }
  return (
    <TextInput
      label={fieldLabel(field)}
      value={String(value)}
      placeholder={fieldPlaceholder(field)}
      isMono
      onChange={(text) => draft.change({ [name]: text })}
    />
  );
}
