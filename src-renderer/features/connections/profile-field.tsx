import { useId } from 'react';
import type { ProfileField as Field } from '../../../src-main/contract/profile';
import { type Fault, isSecret } from '../../format/field-values';
import { useWords } from '../../languages/use-words';
import { Choice } from '../../ui/choice';
import { SelectField } from '../../ui/select-field';
import { fieldWords } from '../../ui/session-words';
import { Switch } from '../../ui/switch';
import { TextBlock } from '../../ui/text-block';
import { TextInput } from '../../ui/text-input';
import styles from './connections.module.css';
import type { FormValues } from './form-values';
import { SecretField } from './secret-field';

/** So many characters of choices stand side by side in a sheet. */
const besideEachOther = 26;

/** One field of a protocol's form, drawn as the protocol says. */
export function ProfileField({
  field,
  form,
  kept,
  fault,
  onChange,
}: {
  field: Field;
  form: FormValues;
  /** Names of the secrets that have a value already. */
  kept: readonly string[];
  fault: Fault | undefined;
  onChange: (change: Partial<Pick<FormValues, 'values' | 'secrets'>>) => void;
}) {
  const t = useWords('connections');
  const hintId = useId();
  const { name, input, choices = [], hint = '' } = field;
  const label = fieldWords(field.label);
  const note = hint === '' ? '' : fieldWords(hint);
  const noteOf = note === '' ? {} : { note };
  const faultText = fault === undefined ? '' : t(`fault.${fault}`);
  const set = (value: string | boolean) => onChange({ values: { ...form.values, [name]: value } });
  if (isSecret(field)) {
    const change = (value: string | undefined) => {
      const { [name]: _before, ...others } = form.secrets;
      onChange({ secrets: value === undefined ? others : { ...others, [name]: value } });
    };
    return (
      <SecretField
        label={label}
        note={note}
        fault={faultText}
        isKept={kept.includes(name)}
        isLong={input === 'headers'}
        value={form.secrets[name]}
        onChange={change}
      />
    );
  }
  const value = form.values[name] ?? '';
  const text = String(value);
  if (input === 'switch') {
    return (
      <div className={styles.switchLine}>
        <span>{label}</span>
        <Switch label={label} isOn={value === true} onChange={set} />
        {note !== '' && <small>{note}</small>}
      </div>
    );
  }
  if (input === 'choice') {
    const options = choices.map((choice) => ({ id: choice.value, text: fieldWords(choice.label) }));
    const length = options.reduce((sum, option) => sum + option.text.length, 0);
    if (length > besideEachOther) {
      return <SelectField label={label} value={text} options={options} {...noteOf} onChange={set} />;
    }
    return (
      <div className={styles.choiceLine}>
        <span>{label}</span>
        <Choice label={label} value={text} options={options} onChange={set} />
        {note !== '' && <small id={hintId}>{note}</small>}
      </div>
    );
  }
  if (input === 'lines') {
    return <TextBlock label={label} value={text} fault={faultText} isMono {...noteOf} onChange={set} />;
  }
  return <TextInput label={label} value={text} fault={faultText} isMono {...noteOf} onChange={set} />;
}
