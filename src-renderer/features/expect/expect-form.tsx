import { useEffect, useRef } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useEngine } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { type ExpectForm, useExpectForm } from '../../state/expect';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import styles from './expect.module.css';
import { expectWords } from './expect-words';
import { askToNotify, notify } from './notify';
import { readForm } from './read-form';
import { showArrival } from './show-arrival';

const fields = ['channel', 'event', 'where', 'seconds'] as const;

/** Writes down what is to be waited for. Enter arms it, Esc leaves it. */
export function ExpectFormLine({ form }: { form: ExpectForm }) {
  const say = useWords('expect');
  const engine = useEngine();
  const { change, close } = useExpectForm();
  const { say: tell, fail } = useNotices();
  const line = useRef<HTMLFormElement>(null);
  const { input, fault } = readForm(form);
  // The first field that is to be filled in.
  useEffect(() => {
    const inputs = [...(line.current?.querySelectorAll('input') ?? [])];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus();
  }, []);
  const arm = async () => {
    if (input === null) {
      line.current?.querySelector<HTMLInputElement>('[aria-invalid=true], input[value=""]')?.focus();
      return;
    }
    askToNotify();
    try {
      const { id } = await engine.call('expect.arm', input);
      close();
      const ended = await engine.call('expect.wait', { id });
      if (ended.state === 'cancelled') return;
      const words = expectWords(ended, Date.now(), say);
      tell(`${words.head} ${words.reason}`);
      notify(ended, words, () => void showArrival(engine, ended));
    } catch (problem) {
      fail(problem);
    }
  };
  return (
    <form
      ref={line}
      className={styles.form}
      aria-label={say('title')}
      onSubmit={(event) => {
        event.preventDefault();
        void arm();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <h2>{say('title')}</h2>
      {fields.map((name) => (
        <TextField
          key={name}
          className={styles.field ?? ''}
          data-field={name}
          value={form[name]}
          onChange={(value) => change({ [name]: value })}
          isInvalid={fault?.field === name && form[name] !== ''}
        >
          <Label>{say(name)}</Label>
          <Input
            className={styles.input ?? ''}
            placeholder={name === 'where' ? 'id=7' : ''}
            title={fault?.field === name ? fault.message : ''}
            spellCheck="false"
            {...(name === 'seconds' ? { inputMode: 'decimal' as const } : {})}
          />
        </TextField>
      ))}
      <Button look="line" size="small" type="submit" isDisabled={input === null}>
        {say('arm')}
      </Button>
      <Button size="small" onPress={close}>
        {say('cancel')}
      </Button>
    </form>
  );
}
