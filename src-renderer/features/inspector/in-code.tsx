import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { codeOfMessage, guardedName } from '../../../src-main/contract/project-code';
import { Rich } from '../../languages/rich';
import { wordsOf } from '../../languages/words';
import { PlaceLink } from '../../project/place-link';
import { useProject } from '../../project/use-project';
import { Icon } from '../../ui/icon';
import styles from './in-code.module.css';
import section from './section.module.css';

const t = wordsOf('inspector');
const most = 5;
/** Kinds of rows that carry an event somebody may listen for. */
const messages: ReadonlySet<Row['kind']> = new Set(['publish', 'deliver', 'client']);

interface Line {
  readonly tone: 'ok' | 'warn' | 'plain';
  readonly place: ReactNode;
  readonly words: ReactNode;
}

/** What the code of the project that is open has to do with a row: who hears its event, who meant to, who decides its channel. */
export function InCode({ row }: { row: Row }) {
  const project = useProject();
  if (project == null) return null;
  const lines = linesOf(row, project.dir, project.code);
  if (lines.length === 0) return null;
  return (
    <section className={section.section} aria-labelledby="code-title">
      <h3 className={section.head} id="code-title">
        {t('code.title')}
        <span className={section.aside}>{project.name}</span>
      </h3>
      <ul className={styles.lines}>
        {lines.map(({ tone, place, words }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are made anew with each row
          <li key={at} data-tone={tone}>
            <Icon of={tone === 'ok' ? CircleCheck : tone === 'warn' ? TriangleAlert : Info} size={14} />
            <span>
              {place} {words}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function linesOf(
  { kind, channel: channels, event }: Row,
  dir: string,
  code: Parameters<typeof codeOfMessage>[0],
): Line[] {
  const [channel = ''] = channels.split(', ');
  const found = codeOfMessage(code, channel, event);
  const link = (place: Parameters<typeof PlaceLink>[0]['place']) => <PlaceLink dir={dir} place={place} isShort />;
  const lines: Line[] = [];
  if (messages.has(kind) && event !== '') {
    for (const { place } of found.hears.slice(0, most)) {
      lines.push({ tone: 'ok', place: link(place), words: t('code.hears') });
    }
    for (const { listener, write } of found.misses.slice(0, most)) {
      const words = t('code.misses', { hears: listener.hears, write });
      lines.push({ tone: 'warn', place: link(listener.place), words });
    }
    if (lines.length === 0 && code.isWhole && code.listeners.length > 0 && found.events.length > 0) {
      lines.push({ tone: 'warn', place: null, words: t('code.nobody') });
    }
    for (const { place, className } of found.events.slice(0, most)) {
      const words = <Rich text={t.template('code.sends')} values={{ class: <code>{className}</code> }} />;
      lines.push({ tone: 'plain', place: link(place), words });
    }
  }
  const { rule } = found;
  if (rule != null) {
    const words = <Rich text={t.template('code.rule')} values={{ pattern: <code>{rule.pattern}</code> }} />;
    lines.push({ tone: 'plain', place: link(rule.place), words });
  } else if (rule === null && code.rules.length > 0) {
    lines.push({ tone: 'warn', place: null, words: t('code.noRule', { name: guardedName(channel) ?? channel }) });
  }
  return lines;
}
