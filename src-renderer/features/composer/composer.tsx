import { ChevronDown, ChevronUp } from 'lucide-react';
import { useLayout } from '../../state/layout';
import { regionRef } from '../../state/regions';
import { IconButton } from '../../ui/button';

/** Where a message is written and sent. */
export function Composer() {
  const { isComposerOpen, setComposerOpen } = useLayout();
  return (
    <section aria-label="Composer" ref={regionRef('composer')} tabIndex={-1}>
      <IconButton
        icon={isComposerOpen ? ChevronDown : ChevronUp}
        label={isComposerOpen ? 'Close the composer' : 'Open the composer'}
        onPress={() => setComposerOpen(!isComposerOpen)}
      />
    </section>
  );
}
