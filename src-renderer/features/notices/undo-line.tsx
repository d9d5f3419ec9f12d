import { TriangleAlert, Undo2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../languages/use-words';
import { useKeyCap } from '../../state/commands';
import type { UndoNotice } from '../../state/notices';
import { AdviceLine } from '../../ui/advice-line';
import { Button, IconButton } from '../../ui/button';

const shownMs = 8_000;

/**
 * What was just done and can be taken back: for 8 seconds, and for as long as the pointer or the focus is on it. What failed
 * stays until it is dismissed, or something else happens: it may take longer to read, and to act on.
 */
export function UndoLine({ notice, onUndo, onOver }: { notice: UndoNotice; onUndo: () => void; onOver: () => void }) {
  const t = useWords('notices');
  const [isHeld, setHeld] = useState(false);
  const { undo } = notice;
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (isHeld || undo === null) return;
    const timer = setTimeout(() => over.current(), shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, undo]);
  const keyCap = useKeyCap('view.undo');
  return (
    <section
      aria-label={undo === null ? t('failed') : t('undo')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <AdviceLine
        icon={undo === null ? TriangleAlert : Undo2}
        tone={undo === null ? 'warn' : 'plain'}
        head={notice.text}
        reason=""
      >
        {undo === null ? (
          <IconButton icon={X} label={t('dismiss')} onPress={onOver} />
        ) : (
          <Button look="line" size="small" keyCap={keyCap} onPress={onUndo}>
            {t('undo')}
          </Button>
        )}
      </AdviceLine>
    </section>
  );
}
