import { Minus } from 'lucide-react';
import type { ProfileId } from '../../../../src-main/contract/profile';
import { wordsOf } from '../../../languages/words';
import { useSession } from '../../../state/sessions';
import { Icon } from '../../../ui/icon';
import section from '../section.module.css';
import styles from './delivery.module.css';

const t = wordsOf('inspector');

/** Why there is no receipt of what another server delivered. */
export function DeliveredElsewhere({ source }: { source: ProfileId }) {
  const name = useSession(source)?.profile.name ?? source;
  return (
    <section className={section.section} aria-labelledby="elsewhere-title">
      <h3 className={section.head} id="elsewhere-title">
        {t('delivery.title')}
        <span className={section.aside}>{t('delivery.seenBy', { name })}</span>
      </h3>
      <div className={styles.line}>
        <Icon of={Minus} size={14} />
        <span className={styles.whole}>{t('delivery.elsewhere')}</span>
      </div>
    </section>
  );
}
