import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { openSession } from '../../state/connections';
import { useSessions } from '../../state/sessions';
import { Icon } from '../../ui/icon';
import styles from './production.module.css';

/** A frame round the window for as long as a production system is connected to; it takes no clicks. */
export function ProductionFrame() {
  const isNear = useSessions(({ list }) => list.some(isProductive));
  return isNear ? <div className={styles.frame} data-frame aria-hidden="true" /> : null;
}

/** The same in words, in the toolbar: which system, and whether sending to it is locked. */
export function ProductionSign() {
  const t = useWords('connections');
  const list = useSessions(({ list }) => list);
  const near = list.filter(isProductive);
  const [first] = near;
  if (first === undefined) return null;
  const { id, name } = first.profile;
  const isOpen = near.some(({ isUnlocked }) => isUnlocked);
  const state = t(isOpen ? 'production.signOpen' : 'production.signLocked');
  const which = near.length > 1 ? t('production.several', { count: near.length }) : name;
  return (
    <Button
      aria-label={[t('production.sign'), which, state].join(' ')}
      className={styles.sign ?? ''}
      data-production
      data-open={isOpen || undefined}
      onPress={() => openSession(id)}
    >
      <Icon of={isOpen ? LockKeyholeOpen : LockKeyhole} size={14} />
      <b>{t('production.sign')}</b>
      <span>{which}</span>
      <span className={styles.state}>{state}</span>
    </Button>
  );
}

function isProductive({ profile, phase }: { profile: { isProduction: boolean }; phase: string }): boolean {
  return profile.isProduction && phase !== 'off';
}
