import { CircleCheck, Copy } from 'lucide-react';
import type { ProjectBlock as Block } from '../../../src-main/contract/project';
import { useEngine } from '../../engine/hooks';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import { copyText } from '../../state/clipboard';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './project.module.css';

/** The lines that point the project at this hub, none but those that differ. */
export function ProjectBlock({ block, dir }: { block: Block; dir: string }) {
  const t = useWords('project');
  const engine = useEngine();
  const copy = async () => {
    try {
      const { text } = await engine.call('project.block', undefined);
      await copyText(text, t('block.lines'));
    } catch (error) {
      useNotices.getState().fail(error);
    }
  };
  if (block.lines.length === 0) {
    return (
      <section className={styles.app} data-state="there" aria-label={t('block.title')}>
        <Icon of={CircleCheck} />
        <p className={styles.grow}>{t('block.fits')}</p>
      </section>
    );
  }
  return (
    <section aria-label={t('block.title')}>
      <h3>
        {t('block.title')}
        <span>
          <Rich text={t.template('block.where')} values={{ file: <code>{block.file}</code> }} />
        </span>
      </h3>
      <div className={styles.block}>
        <table>
          <thead>
            <tr>
              <th>{t('block.line')}</th>
              <th>{t('block.now')}</th>
            </tr>
          </thead>
          <tbody>
            {block.lines.map(({ name, value, before, place }) => (
              <tr key={name}>
                <td>
                  <code>
                    {name}={value}
                  </code>
                </td>
                <td>
                  {before === null ? (
                    <span className={styles.dim}>{t('block.none')}</span>
                  ) : (
                    <code>{before === '' ? t('block.empty') : before}</code>
                  )}
                  {place !== null && (
                    <>
                      {' '}
                      <PlaceLink dir={dir} place={place} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.after}>
          <p>
            <Rich text={t.template('block.then')} />
          </p>
          <Button look="line" size="small" icon={Copy} onPress={() => void copy()}>
            {t('block.copy')}
          </Button>
        </div>
      </div>
    </section>
  );
}
