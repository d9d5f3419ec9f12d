import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../../languages/words';
import { Icon } from '../../../ui/icon';
import { CopyIcon } from '../copy-button';
import styles from './raw.module.css';

const t = wordsOf('inspector');

/** A part of what was sent: folds and copies by itself. */
export function Part({
  title,
  aside,
  text,
  children,
}: {
  title: string;
  aside: string;
  text: () => string;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(true);
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.head}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
          {title}
        </button>
        <span className={styles.aside}>{aside}</span>
        <CopyIcon
          what={t('payload.part', { part: title })}
          label={t('payload.copyPart', { part: title })}
          text={text}
        />
      </h3>
      {isOpen && children}
    </section>
  );
}
