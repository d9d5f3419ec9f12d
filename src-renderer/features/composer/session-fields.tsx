import { type RefObject, useCallback } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ProfileField } from '../../../src-main/contract/profile';
import type { SessionState } from '../../../src-main/contract/session';
import { useEngine } from '../../engine/hooks';
import { fieldWords } from '../../ui/session-words';
import { Switch } from '../../ui/switch';
import styles from './fields.module.css';
import { type NameChoice, NameField } from './name-field';
import { PickField } from './pick-field';
import type { SessionComposerState } from './use-session-composer';

const offeredAtMost = 50;

/** By name of the field: what takes the focus when something of it is lacking. */
export type SessionInputs = Record<string, HTMLInputElement | null>;

/** What a session's protocol asks for beside the message itself. */
export function SessionFields({
  session,
  composer,
  inputs,
}: {
  session: SessionState;
  composer: SessionComposerState;
  inputs: RefObject<SessionInputs>;
}) {
  return composer.fields.map((field) => (
    <Field
      key={field.name}
      field={field}
      session={session}
      value={composer.texts[field.name] ?? ''}
      onChange={(value) => composer.change(field.name, value)}
      inputRef={(input) => {
        inputs.current[field.name] = input;
      }}
    />
  ));
}

function Field({
  field: { name, label, input, choices = [] },
  session,
  value,
  onChange,
  inputRef,
}: {
  field: ProfileField;
  session: SessionState;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
  inputRef: (input: HTMLInputElement | null) => void;
}) {
  const engine = useEngine();
  const words = fieldWords(label);
  const complete = useCallback(
    async (typed: string): Promise<readonly NameChoice[]> => {
      const names =
        name === 'event'
          ? await engine.call('name.complete', { field: 'event', prefix: typed })
          : [...session.channels, ...(session.found ?? [])].map((channel) => channel.name);
      const isWhole = names.includes(typed);
      return [...new Set(names)]
        .filter((one) => isWhole || one.includes(typed))
        .slice(0, offeredAtMost)
        .map((one) => ({ name: one, hint: '' }));
    },
    [engine, name, session.channels, session.found],
  );
  if (input === 'switch') {
    return (
      <div className={`${styles.field} ${styles.short}`}>
        <span className={styles.label}>{words}</span>
        <Switch label={words} isOn={value === true} onChange={onChange} />
      </div>
    );
  }
  if (input === 'choice') {
    const items = choices.map((choice) => ({ id: choice.value, name: fieldWords(choice.label), hint: '' }));
    return <PickField label={words} value={String(value)} items={items} isPlain onChange={onChange} />;
  }
  if (name === 'channel' || name === 'event') {
    return (
      <NameField
        label={words}
        placeholder=""
        value={String(value)}
        onChange={onChange}
        complete={complete}
        inputRef={inputRef}
      />
    );
  }
  return (
    <TextField className={styles.field ?? ''} value={String(value)} onChange={onChange}>
      <Label className={styles.label ?? ''}>{words}</Label>
      <Input className={styles.input ?? ''} spellCheck="false" autoComplete="off" ref={inputRef} />
    </TextField>
  );
}
