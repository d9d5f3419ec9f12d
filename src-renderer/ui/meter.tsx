import { Meter as AriaMeter } from 'react-aria-components';
import styles from './meter.module.css';

/** How much of a limit is used. Turns to the colour of a refusal above it. */
export function Meter({ label, value, limit }: { label: string; value: number; limit: number }) {
  const share = Math.min(1, value / limit);
  return (
    <AriaMeter aria-label={label} value={share * 100} className={styles.meter ?? ''}>
      <i data-over={value > limit || undefined} style={{ width: `${share * 100}%` }} />
    </AriaMeter>
  );
}
