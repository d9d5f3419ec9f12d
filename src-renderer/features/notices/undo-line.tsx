import { TriangleAlert, Undo2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../languages/use-words';
import type { UndoNotice } from '../../state/notices';
import { AdviceLine } from '../../ui/advice-line';
import { Button, IconButton } from '../../ui/button';

const shownMs = 8_000;

/** Typing has an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** What was just done and can be taken back: for 8 seconds, and for as long as the pointer or the focus is on it. */
export function UndoLine({ notice, onOver }: { notice: UndoNotice; onOver: () => void }) {
  const t = useWords('notices');
  const [isHeld, setHeld] = useState(false);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => over.current(), shownMs);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const { undo } = notice;
  useEffect(() => {
    if (undo === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'z';
      if (!isUndo || isTyping(event.target)) return;
      event.preventDefault();
      undo();
      over.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo]);
  return (
    <section
      aria-label={t('undo')}
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
          <Button
            look="line"
            size="small"
            keyCap="Ctrl Z"
            onPress={() => {
              undo();
              onOver();
            }}
          >
            {t('undo')}
          </Button>
        )}
      </AdviceLine>
    </section>
  );
}
