import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { Button, IconButton } from '../../ui/button';

const t = wordsOf('inspector');

const shownMs = 1_500;

/** True for a moment after `copy` succeeded. */
function useCopy(what: string): { isCopied: boolean; copy(text: string): void } {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return { isCopied, copy: (text) => void copyText(text, what).then(setCopied) };
}

/** `what` names what is copied: 'the listener'. */
export function CopyButton({
  what,
  text,
  look = 'line',
}: {
  what: string;
  text: () => string;
  look?: 'line' | 'quiet';
}) {
  const { isCopied, copy } = useCopy(what);
  return (
    <Button look={look} size="small" icon={isCopied ? Check : Copy} onPress={() => copy(text())}>
      {isCopied ? t('copied') : t('copy')}
    </Button>
  );
}

export function CopyIcon({ what, label, text }: { what: string; label: string; text: () => string }) {
  const { isCopied, copy } = useCopy(what);
  return <IconButton icon={isCopied ? Check : Copy} label={label} onPress={() => copy(text())} />;
}
