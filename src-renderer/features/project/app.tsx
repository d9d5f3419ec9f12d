import { CircleCheck, KeyRound, PackagePlus, TriangleAlert } from 'lucide-react';
import type { ProjectApp as App } from '../../../src-main/contract/project';
import { useEngine } from '../../engine/hooks';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './project.module.css';

const signs = { there: CircleCheck, missing: KeyRound, differs: TriangleAlert } as const;

/** The project's own app: whether the hub has it, and one click that puts it there. */
export function ProjectApp({ app, dir }: { app: App; dir: string }) {
  const t = useWords('project');
  const engine = useEngine();
  const adopt = async () => {
    const { confirm, fail } = useNotices.getState();
    try {
      const { id } = await engine.call('project.adopt', undefined);
      confirm(t('app.done', { id }));
    } catch (error) {
      fail(error);
    }
  };
  return (
    <section className={styles.app} data-state={app.state} aria-label={t('app.title')}>
      <Icon of={signs[app.state]} />
      <div className={styles.grow}>
        <b>
          <Rich text={t.template(`app.${app.state}`)} values={{ id: app.id }} />
        </b>
        <p>
          <code>{app.key}</code> · {t('secret', { count: app.secretLength, hash: app.secretHash })}
          {app.place !== null && (
            <>
              {' · '}
              <PlaceLink dir={dir} place={app.place} />
            </>
          )}
        </p>
      </div>
      {app.state !== 'there' && (
        <Button look="solid" icon={PackagePlus} onPress={() => void adopt()}>
          {t(app.state === 'missing' ? 'app.put' : 'app.use')}
        </Button>
      )}
    </section>
  );
}
