import { Copy, Repeat } from 'lucide-react';
import type { Row } from '../../../src-main/contract/entry';
import { useEngine } from '../../engine/hooks';
import { IconButton } from '../../ui/button';
import styles from './row.module.css';
import { copyPayload, isMessage, resend } from './row-acts';

/** What can be done with the row under the pointer. By the keyboard it is done from the list or the inspector. */
export function RowActions({ row }: { row: Row }) {
  const engine = useEngine();
  return (
    <span role="gridcell" className={styles.actions}>
      {isMessage(row) && (
        <IconButton excludeFromTabOrder icon={Repeat} label="Send again" onPress={() => void resend(engine, row)} />
      )}
      <IconButton
        excludeFromTabOrder
        icon={Copy}
        label="Copy the payload"
        onPress={() => void copyPayload(engine, row)}
      />
    </span>
  );
}
