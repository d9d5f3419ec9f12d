import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './ask-dialog.module.css';
import { Button } from './button';

/** A question that has to be answered before something is done. Esc and the first button, which has the focus, say no. */
export function AskDialog({
  title,
  no,
  yes,
  onAnswer,
  children,
}: {
  title: string;
  no: string;
  yes: string;
  onAnswer: (isYes: boolean) => void;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onAnswer(false);
      }}
    >
      <Modal className={styles.box ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title">{title}</Heading>
          <p>{children}</p>
          <div className={styles.foot}>
            <Button look="line" autoFocus onPress={() => onAnswer(false)}>
              {no}
            </Button>
            <Button look="solid" onPress={() => onAnswer(true)}>
              {yes}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
