import { Eye, Plug } from 'lucide-react';
import type { ProjectProposal } from '../../../src-main/contract/project';
import { useSessionActs } from '../../engine/follow-sessions';
import { useEngine } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import { openSession } from '../../state/connections';
import { useNotices } from '../../state/notices';
import { useSessions } from '../../state/sessions';
import { Button } from '../../ui/button';
import styles from './proposals.module.css';

/** What the project sends through, each one click away from a session that watches it. */
export function Proposals({ proposals, dir }: { proposals: readonly ProjectProposal[]; dir: string }) {
  const t = useWords('project');
  const engine = useEngine();
  const { connect } = useSessionActs();
  const protocols = useDescription()?.protocols ?? [];
  const sessions = useSessions(({ list }) => list);
  if (proposals.length === 0) return null;
  const watch = async (id: string) => {
    try {
      const session = await engine.call('project.save', { id });
      useSessions.getState().takeOne(session);
      openSession(session.profile.id);
      await connect(session.profile.id);
    } catch (error) {
      useNotices.getState().fail(error);
    }
  };
  return (
    <section aria-label={t('watch.title')}>
      <h3>
        {t('watch.title')}
        <span>{t('watch.note')}</span>
      </h3>
      <ul className={styles.list}>
        {proposals.map(({ id, protocol, name, url, place, profile }) => {
          // It may have been removed since.
          const saved = sessions.find((one) => one.profile.id === profile)?.profile.id;
          return (
            <li key={id}>
              <div>
                <b>{name}</b> <span className={styles.what}>{protocols.find((one) => one.id === protocol)?.name}</span>
                <p>
                  <code>{url}</code>
                  {place !== null && (
                    <>
                      {' '}
                      <PlaceLink dir={dir} place={place} />
                    </>
                  )}
                </p>
              </div>
              {saved === undefined ? (
                <Button
                  look="line"
                  size="small"
                  icon={Plug}
                  aria-label={t('watch.connectTo', { name })}
                  onPress={() => void watch(id)}
                >
                  {t('watch.connect')}
                </Button>
              ) : (
                <Button
                  size="small"
                  icon={Eye}
                  aria-label={t('watch.showOf', { name })}
                  onPress={() => openSession(saved)}
                >
                  {t('watch.show')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
