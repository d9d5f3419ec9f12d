import { Activity } from 'lucide-react';
import { useCommand } from '../../state/commands';
import { focusRegion } from '../../state/regions';
import { Icon } from '../../ui/icon';
import styles from './rail.module.css';

/** The views there are. It stays while there is one, so that nothing moves when the next one comes. */
export function Rail() {
  useCommand('view.live', 'Live', 'Alt+1', () => focusRegion('timeline'));
  return (
    <nav className={styles.rail} aria-label="Views">
      <a href="#live" aria-current="page" title="Live (Alt 1)">
        <Icon of={Activity} size={20} />
        <span>Live</span>
      </a>
    </nav>
  );
}
