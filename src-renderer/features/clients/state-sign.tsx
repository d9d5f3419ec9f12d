import { TriangleAlert } from 'lucide-react';
import type { ListedConnection } from '../../../src-main/contract/connection';
import { Icon } from '../../ui/icon';
import styles from './clients.module.css';

/** Filled: connected; hollow: closed; a triangle: reads slower than it is sent to. The word stands beside it. */
export function StateSign({ state }: Pick<ListedConnection, 'state'>) {
  if (state === 'slow') return <Icon of={TriangleAlert} size={14} className={styles.warn} />;
  return <i className={state === 'open' ? styles.dot : styles.hollow} />;
}
