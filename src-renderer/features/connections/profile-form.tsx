import { type Fault, isAsked } from '../../format/field-values';
import { useWords } from '../../languages/use-words';
import { Choice } from '../../ui/choice';
import { SelectField } from '../../ui/select-field';
import { TextBlock } from '../../ui/text-block';
import { TextInput } from '../../ui/text-input';
import type { Dialled } from './connect-sheet';
import styles from './connections.module.css';
import type { FormValues } from './form-values';
import { ProfileField } from './profile-field';

const answers = ['host', 'yes', 'no'] as const;

/** The fields of a profile: which protocol, its name, what the protocol asks for, and what every one has. */
export function ProfileForm({
  protocols,
  protocol,
  isNew,
  form,
  kept,
  faults,
  onChoose,
  onChange,
}: {
  protocols: readonly Dialled[];
  protocol: Dialled;
  isNew: boolean;
  form: FormValues;
  kept: readonly string[];
  /** By name of the field; '' for the profile's own name. */
  faults: ReadonlyMap<string, Fault>;
  onChoose: (protocol: string) => void;
  onChange: (change: Partial<FormValues>) => void;
}) {
  const t = useWords('connections');
  const { client, nouns } = protocol;
  const asked = client.fields.filter((field) => isAsked(field, form.values));
  return (
    <>
      {isNew && protocols.length > 1 && (
        <SelectField
          label={t('protocol')}
          value={protocol.id}
          options={protocols.map(({ id, name }) => ({ id, text: name }))}
          onChange={onChoose}
        />
      )}
      <TextInput
        label={t('name')}
        value={form.name}
        fault={faults.has('') ? t('fault.missing') : ''}
        onChange={(name) => onChange({ name })}
      />
      <div className={styles.grid}>
        {asked.map((field, at) => (
          <div
            key={field.name}
            data-input={field.input}
            data-next={asked[at + 1]?.input}
            data-fault={faults.has(field.name) || undefined}
          >
            <ProfileField field={field} form={form} kept={kept} fault={faults.get(field.name)} onChange={onChange} />
          </div>
        ))}
      </div>
      {client.supports.subscribe && (
        <TextBlock
          label={t('channels', { noun: nouns.channel })}
          note={t('channelsNote')}
          value={form.channels}
          isMono
          onChange={(channels) => onChange({ channels })}
        />
      )}
      <div className={styles.choiceLine}>
        <span>{t('production.label')}</span>
        <Choice
          label={t('production.label')}
          value={form.production}
          options={answers.map((id) => ({ id, text: t(`production.${id}`) }))}
          onChange={(id) => onChange({ production: id as FormValues['production'] })}
        />
        <small>{t('production.note')}</small>
      </div>
    </>
  );
}
