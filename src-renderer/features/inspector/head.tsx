import { ChevronDown, ChevronLeft, ChevronUp, PanelRightClose, PictureInPicture2, Pin, PinOff, X } from 'lucide-react';
import type { Row } from '../../../src-main/contract/entry';
import { formatBytes, formatExactBytes } from '../../format/bytes';
import { formatInstant, formatIsoInstant } from '../../format/instant';
import { visibleText } from '../../format/visible-text';
import { useWords } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useKeyCap } from '../../state/commands';
import { useInspectorPlace } from '../../state/inspector-place';
import { mainActs } from '../../state/main-acts';
import { useIsPinned } from '../../state/pins';
import type { Width } from '../../state/use-width';
import { Button, IconButton } from '../../ui/button';
import { ChannelName } from '../../ui/channel-name';
import { KindIcon } from '../../ui/kind-icon';
import { kindWord } from '../../ui/kind-words';
import styles from './inspector.module.css';
import { titleOf } from './title';
import { useNeighbours } from './use-neighbours';

const t = wordsOf('inspector');

/** What is shown, and the way back. */
export function Head({ row, width, onClose }: { row: Row; width: Width; onClose: () => void }) {
  const { prefix, name } = titleOf(row);
  const isOwn = useInspectorPlace(({ place }) => place === 'own');
  return (
    <header className={styles.head}>
      {width === 'small' && !isOwn && (
        <Button icon={ChevronLeft} onPress={onClose}>
          {t('back')}
        </Button>
      )}
      <h2 className={styles.title} title={row.event}>
        {prefix !== '' && <span>{visibleText(prefix)}</span>}
        {visibleText(name)}
      </h2>
      <div className={styles.meta}>
        <span className={styles.kind}>
          <KindIcon kind={row.kind} action={row.action} />
          {kindWord(row)}
        </span>
        {row.channel !== '' ? (
          <ChannelName name={row.channel} />
        ) : (
          row.client !== '' && <code title={row.client}>{row.client}</code>
        )}
        {row.sizeBytes > 0 && (
          <span className={styles.size} title={formatExactBytes(row.sizeBytes)}>
            {formatBytes(row.sizeBytes)}
          </span>
        )}
        <time title={formatIsoInstant(row.atMs)}>{formatInstant(row.atMs)}</time>
      </div>
      {width === 'small' || isOwn ? (
        <Neighbours row={row} />
      ) : (
        <span className={styles.close}>
          <PinButton row={row} />
          <MoveButton />
          <IconButton icon={X} label={t('close')} keyCap="Esc" onPress={onClose} />
        </span>
      )}
    </header>
  );
}

function PinButton({ row }: { row: Row }) {
  const isPinned = useIsPinned(row);
  return (
    <IconButton
      icon={isPinned ? PinOff : Pin}
      label={isPinned ? t('unpin') : t('pin')}
      keyCap={useKeyCap('row.pin')}
      onPress={() => mainActs().togglePin(row)}
    />
  );
}

/** Into a window of its own, or back. */
function MoveButton() {
  const say = useWords('windows');
  const isOwn = useInspectorPlace(({ place }) => place === 'own');
  const move = useInspectorPlace(({ move }) => move);
  return (
    <IconButton
      icon={isOwn ? PanelRightClose : PictureInPicture2}
      label={isOwn ? say('back') : say('own')}
      keyCap={useKeyCap('inspector.window')}
      onPress={move}
    />
  );
}

function Neighbours({ row }: { row: Row }) {
  const { before, after, go } = useNeighbours(row);
  return (
    <span className={styles.close}>
      <PinButton row={row} />
      <IconButton icon={ChevronUp} label={t('before')} isDisabled={before === null} onPress={() => go(-1)} />
      <IconButton icon={ChevronDown} label={t('after')} isDisabled={after === null} onPress={() => go(1)} />
      <MoveButton />
    </span>
  );
}
