import { Activity } from 'lucide-react';
import { Icon } from '../../ui/icon';
import styles from './rail.module.css';

/** The views there are. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Views">
      <a href="#live" aria-current="page" title="Live">
        <Icon of={Activity} size={20} />
        <span>Live</span>
      </a>
    </nav>
  );
}
