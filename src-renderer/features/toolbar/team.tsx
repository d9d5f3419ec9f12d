import { TriangleAlert, Users } from 'lucide-react';
import type { TeamState } from '../../../src-main/contract/team';
import { useWords } from '../../languages/use-words';
import { Icon } from '../../ui/icon';
import styles from './toolbar.module.css';

/** The other hubs this one is one hub with. */
export function Team({ team: { source, isUp, others } }: { team: TeamState }) {
  const t = useWords('toolbar');
  return (
    <>
      <h2 className={styles.title}>{t('team.title')}</h2>
      <ul className={styles.listeners}>
        <li data-state={isUp ? 'listening' : 'failed'}>
          <Icon of={isUp ? Users : TriangleAlert} size={14} />
          <code>{source}</code>
          <span>{isUp ? t('team.others', { count: others }) : t('team.alone')}</span>
        </li>
      </ul>
    </>
  );
}
