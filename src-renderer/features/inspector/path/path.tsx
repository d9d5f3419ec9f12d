import { CircleHelp } from 'lucide-react';
import type { Row } from '../../../../src-main/contract/entry';
import type { EntryLink } from '../../../../src-main/contract/links';
import { useEntryCall } from '../../../engine/hooks';
import { useDescription } from '../../../engine/use-description';
import { wordsOf } from '../../../languages/words';
import { mainActs } from '../../../state/main-acts';
import { Icon } from '../../../ui/icon';
import { KindIcon } from '../../../ui/kind-icon';
import { kindWord } from '../../../ui/kind-words';
import section from '../section.module.css';
import styles from './path.module.css';
import { gapText, pathLines } from './path-lines';

const t = wordsOf('inspector');

/** Where else a message was seen (a log, Redis, the hub, a page), how long before and after, and how sure that is. */
export function Path({ row }: { row: Row }) {
  const links = useEntryCall('entry.links', row.seq);
  const protocols = useDescription()?.protocols ?? [];
  const path = links === null ? null : pathLines(row, links);
  if (path === null || links === null) return null;
  const protocolName = (id: string) => protocols.find((one) => one.id === id)?.name ?? id;
  return (
    <section className={section.section} aria-labelledby="path-title">
      <h3 className={section.head} id="path-title">
        {t('path.title')}
        <span className={section.aside}>{t('path.what')}</span>
      </h3>
      <ol className={styles.lines}>
        {path.lines.map(({ row: one, link }) => (
          <li key={one.seq} aria-current={link === null || undefined}>
            <button type="button" disabled={link === null} onClick={() => mainActs().select(one)}>
              <span className={styles.gap}>{link === null ? '' : gapText(link.gapMs)}</span>
              <span className={styles.place}>
                <KindIcon kind={one.kind} action={one.action} />
                <b>{kindWord(one)}</b> {placeWords(one, protocolName(one.protocol))}
              </span>
              <span className={styles.why} data-certainty={link?.certainty}>
                {link === null ? t('path.here') : whyWords(link)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {path.more > 0 && <p className={styles.note}>{t('path.more', { count: path.more })}</p>}
      {links.unclear > 0 && (
        <p className={styles.note}>
          <Icon of={CircleHelp} size={14} />
          {t('path.unclear', { count: links.unclear })}
        </p>
      )}
    </section>
  );
}

function placeWords({ source }: Row, protocol: string): string {
  return source === '' ? t('path.hub', { protocol }) : t('path.source', { protocol, source });
}

function whyWords({ by, certainty }: EntryLink): string {
  return certainty === 'possible' ? t('path.byOrder') : t(`path.by.${by}`);
}
