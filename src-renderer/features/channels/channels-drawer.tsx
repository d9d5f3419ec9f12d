import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useLayout } from '../../state/layout';
import { focusRegion } from '../../state/regions';
import { useWidth } from '../../state/use-width';
import { Channels } from './channels';
import styles from './channels-drawer.module.css';

const t = wordsOf('channels');

/** The channels where the window is too narrow for a pane. The same key shows and hides them at every width. */
export function ChannelsDrawer() {
  return <InLanguage key={useScreenTag()} />;
}

function InLanguage() {
  const { isPaneOpen, setPaneOpen, isDrawerOpen, setDrawerOpen } = useLayout();
  const isWide = useWidth() === 'wide';
  useCommand('channels.toggle', t('toggle'), '$mod+b', () => {
    if (!isWide) setDrawerOpen(!isDrawerOpen);
    else {
      setPaneOpen(!isPaneOpen);
      if (!isPaneOpen) requestAnimationFrame(() => focusRegion('channels'));
    }
  });
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isDrawerOpen && !isWide}
      onOpenChange={setDrawerOpen}
      isDismissable
    >
      <Modal className={styles.drawer ?? ''}>
        <Dialog aria-label={t('title')} className={styles.dialog ?? ''}>
          <Channels autoFocus onPicked={() => setDrawerOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
