import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNotices } from '../../state/notices';
import { Icon } from '../../ui/icon';
import styles from './status-bar.module.css';

const shownMs = 4_000;

/** What was just copied, saved or sent, for a moment. Screen readers were told already. */
export function Confirmed() {
  const confirmed = useNotices(({ confirmed }) => confirmed);
  const [over, setOver] = useState(confirmed);
  useEffect(() => {
    const timer = setTimeout(() => setOver(confirmed), shownMs);
    return () => clearTimeout(timer);
  }, [confirmed]);
  if (confirmed === over || confirmed.text === '') return null;
  return (
    <span className={styles.confirmed} aria-hidden="true" title={confirmed.text}>
      <Icon of={Check} size={14} />
      <span>{confirmed.text}</span>
    </span>
  );
}
