import { useState } from 'react';
import { toProblem } from '../../../src-main/contract/problem';
import { useWords } from '../../languages/use-words';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/text-input';
import type { Dialled } from './connect-sheet';
import styles from './connections.module.css';

/** An address as `hubbub watch` takes it fills the form: at once when it is pasted, else with Enter. */
export function AddressField({
  protocols,
  onFill,
}: {
  protocols: readonly Dialled[];
  /** Rejects with a ProblemError if it is none. */
  onFill: (url: string) => Promise<void>;
}) {
  const t = useWords('connections');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState('');
  const [isFilled, setFilled] = useState(false);
  const fill = (text: string) => {
    const url = text.trim();
    if (url === '') return;
    onFill(url).then(
      () => {
        setFault('');
        setFilled(true);
      },
      (error: unknown) => {
        const { message, hint } = toProblem(error);
        setFilled(false);
        setFault(`${message} ${hint}`.trim());
      },
    );
  };
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        fill(address);
      }}
      onPaste={({ clipboardData, target }) => {
        // Into a field with something in it a part may be pasted.
        if ((target as HTMLInputElement).value === '') fill(clipboardData.getData('text'));
      }}
    >
      <TextInput
        label={t('address')}
        value={address}
        placeholder={protocols[0]?.client.example ?? ''}
        note={isFilled ? t('addressTaken') : t('addressNote')}
        fault={fault}
        isMono
        autoFocus
        onChange={(text) => {
          setAddress(text);
          setFault('');
          setFilled(false);
        }}
      />
      <Button look="line" type="submit" isDisabled={address.trim() === ''}>
        {t('fillIn')}
      </Button>
    </form>
  );
}
