import { X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { formatKeys } from '../../format/keys';
import type en from '../../languages/en.json';
import { useWords } from '../../languages/use-words';
import { type Command, useCommandStore } from '../../state/commands';
import { IconButton } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import styles from './shortcuts.module.css';

type Part = keyof typeof en.commands.parts;

/** The part of the screen a command belongs to is the first half of its id. */
function byPart(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  const parts = new Map<string, Command[]>();
  for (const command of commands) {
    const part = command.id.split('.')[0] ?? '';
    parts.set(part, [...(parts.get(part) ?? []), command]);
  }
  return [...parts].sort(([a], [b]) => a.localeCompare(b));
}

/** Everything that can be done from the keyboard now, with its key. */
export function Shortcuts({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useWords('commands');
  const commands = useCommandStore(({ commands }) => commands);
  const withKeys = [...commands.values()].filter(({ keys }) => keys !== null);
  return (
    <ModalOverlay className={styles.overlay ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={styles.sheet ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title">{t('shortcuts')}</Heading>
            <IconButton icon={X} label={t('close')} keyCap="Esc" onPress={() => onOpenChange(false)} />
          </div>
          <div className={styles.parts}>
            {byPart(withKeys).map(([part, ofPart]) => (
              <section key={part}>
                <h3>{t(`parts.${part as Part}`)}</h3>
                <dl>
                  {ofPart.map(({ id, title, keys }) => (
                    <div key={id}>
                      <dt>{title}</dt>
                      <dd>
                        <KeyCap keys={formatKeys(keys ?? '')} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
