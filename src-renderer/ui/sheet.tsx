import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../languages/use-words';
import { IconButton } from './button';
import styles from './sheet.module.css';

/** A form from the right that covers the view only. `foot`: its buttons. Esc closes it, the focus goes back. */
export function Sheet({
  title,
  foot,
  onClose,
  children,
}: {
  title: string;
  foot: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useWords('ui');
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={styles.sheet ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title">{title}</Heading>
            <IconButton icon={X} label={t('close')} keyCap="Esc" onPress={onClose} />
          </div>
          <div className={styles.body}>{children}</div>
          <div className={styles.foot}>{foot}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
