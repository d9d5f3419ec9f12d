import { Ban, Check, SendHorizontal, TriangleAlert } from 'lucide-react';
import { wordsOf } from '../../languages/words';
import { useKeyCap } from '../../state/commands';
import { useDraft } from '../../state/draft';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { KeyCap } from '../../ui/key-cap';
import styles from './composer.module.css';
import { receiptWords, useSent } from './sent';
import type { ComposerState } from './use-composer';

const t = wordsOf('composer');

const signs = { ok: Check, warn: TriangleAlert, refused: Ban } as const;

/** The composer as a line: what is in it, and what became of it when it was sent last. */
export function ClosedBar({
  composer: { limit },
  to,
  isComplete,
  onSend,
}: {
  composer: Pick<ComposerState, 'limit'>;
  /** Name of the session it goes to, '' for the hub. */
  to: string;
  isComplete: boolean;
  onSend: () => void;
}) {
  const { channel, event } = useDraft();
  const last = useSent(({ list }) =>
    list.find((sent) => sent.channel === channel && sent.event === event && (sent.to ?? '') === to),
  );
  const keyCap = useKeyCap('composer.toggle');
  const receipt = last === undefined ? null : receiptWords(last, limit);
  return (
    <>
      {to !== '' && <span className={styles.what}>{t('toward', { to })}</span>}
      {to === '' && channel === '' && <span className={styles.hint}>{t('anywhere')}</span>}
      {channel !== '' && (
        <span className={styles.what}>
          <code>{channel}</code>
          {event !== '' && <> · {event}</>}
        </span>
      )}
      {receipt !== null && (
        <span className={styles.outlook} data-tone={receipt.tone}>
          <Icon of={signs[receipt.tone]} size={14} className={styles[receipt.tone]} />
          {receipt.text}
        </span>
      )}
      <span className={styles.grow} />
      {keyCap !== undefined && <KeyCap keys={keyCap} />}
      {isComplete && (
        <Button look="line" size="small" icon={SendHorizontal} onPress={onSend}>
          {receipt === null ? t('send') : t('sendAgain')}
        </Button>
      )}
    </>
  );
}
