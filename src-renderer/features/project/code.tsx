import type { ReactNode } from 'react';
import type { ProjectCode as Code, ProjectPlace } from '../../../src-main/contract/project';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import styles from './project.module.css';

const shown = 100;

/** What the project's code listens for, what it sends, and who may be on its channels. */
export function ProjectCode({ code, dir }: { code: Code; dir: string }) {
  const t = useWords('project');
  const { listeners, events, rules, files, isWhole } = code;
  if (files === 0) return null;
  return (
    <section aria-label={t('code.title')}>
      <h3>
        {t('code.title')}
        <span>{t(isWhole ? 'code.files' : 'code.notAll', { count: files })}</span>
      </h3>
      <Found
        title={t('code.listeners')}
        dir={dir}
        lines={listeners.map(({ place, typed, hears, channel, method }) => ({
          place,
          what: (
            <>
              <code>{channel ?? t('code.anyChannel')}</code>
              <code>
                .{method}({typed === '' ? '' : `'${typed}'`})
              </code>
              {hears !== typed && <span className={styles.dim}>{t('code.hears', { event: hears })}</span>}
            </>
          ),
        }))}
      />
      <Found
        title={t('code.events')}
        dir={dir}
        lines={events.map(({ place, className, wireName, channels, isNow }) => ({
          place,
          what: (
            <>
              <code>{className}</code>
              {wireName !== className && (
                <span className={styles.dim}>
                  {wireName === null ? t('code.computed') : t('code.wire', { event: wireName })}
                </span>
              )}
              <code>{channels.join(', ')}</code>
              {!isNow && <span className={styles.dim}>{t('code.queued')}</span>}
            </>
          ),
        }))}
      />
      <Found
        title={t('code.rules')}
        dir={dir}
        lines={rules.map(({ place, pattern }) => ({ place, what: <code>{pattern}</code> }))}
      />
    </section>
  );
}

function Found({
  title,
  dir,
  lines,
}: {
  title: string;
  dir: string;
  lines: readonly { readonly place: ProjectPlace; readonly what: ReactNode }[];
}) {
  const t = useWords('project');
  if (lines.length === 0) return null;
  return (
    <div className={styles.system}>
      <h4>
        {title}
        <span>{lines.length}</span>
      </h4>
      <ul className={styles.found}>
        {lines.slice(0, shown).map(({ place, what }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line may hold several alike
          <li key={at}>
            <PlaceLink dir={dir} place={place} />
            <span>{what}</span>
          </li>
        ))}
      </ul>
      {lines.length > shown && <p className={styles.dim}>{t('code.more', { count: lines.length - shown })}</p>}
    </div>
  );
}
