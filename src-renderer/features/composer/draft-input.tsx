import type { DraftField } from '../../../src-main/contract/protocol';
import { useDraft } from '../../state/draft';
import { Switch } from '../../ui/switch';
import { fieldLabel, fieldPlaceholder } from './field-words';
import styles from './fields.module.css';
import { NameField } from './name-field';
import { useCompletions } from './use-completions';

/** A field of the message that is in sight, as its protocol describes it. */
export function DraftInput({
  field,
  inputRef,
}: {
  field: DraftField;
  inputRef?: (input: HTMLInputElement | null) => void;
}) {
  const draft = useDraft();
  const complete = useCompletions(field);
  const { name } = field;
  if (name === 'isPrivate') {
    return (
      <div className={styles.toggle}>
        {fieldLabel(field)}
        <Switch
          label={fieldLabel(field)}
          isOn={draft.isPrivate}
          onChange={(isPrivate) => draft.change({ isPrivate })}
        />
      </div>
    );
  }
  const value = draft[name];
  if (typeof value !== 'string') return null;
  return (
    <NameField
      label={fieldLabel(field)}
      placeholder={fieldPlaceholder(field)}
      value={value}
      onChange={(text) => draft.change({ [name]: text })}
      complete={complete}
      {...(inputRef === undefined ? {} : { inputRef })}
    />
  );
}
