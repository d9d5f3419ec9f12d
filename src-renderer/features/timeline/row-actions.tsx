import { Copy, Pin, PinOff, Repeat } from 'lucide-react';
import type { Row } from '../../../src-main/contract/entry';
import { useEngine } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { useIsPinned, usePins } from '../../state/pins';
import { IconButton } from '../../ui/button';
import styles from './row.module.css';
import { copyPayload, isMessage, resend } from './row-acts';

const t = wordsOf('timeline');

/** What can be done with the row under the pointer. By the keyboard it is done from its menu or the inspector. */
export function RowActions({ row }: { row: Row }) {
  const engine = useEngine();
  const isPinned = useIsPinned(row);
  return (
    <span role="gridcell" className={styles.actions}>
      <IconButton
        excludeFromTabOrder
        icon={isPinned ? PinOff : Pin}
        label={isPinned ? t('act.unpin') : t('act.pin')}
        onPress={() => usePins.getState().toggle(row)}
      />
      {isMessage(row) && (
        <IconButton
          excludeFromTabOrder
          icon={Repeat}
          label={t('act.sendAgain')}
          onPress={() => void resend(engine, row)}
        />
      )}
      <IconButton
        excludeFromTabOrder
        icon={Copy}
        label={t('act.copyPayload')}
        onPress={() => void copyPayload(engine, row)}
      />
    </span>
  );
}
