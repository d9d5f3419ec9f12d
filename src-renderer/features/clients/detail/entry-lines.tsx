import { Button } from 'react-aria-components';
import type { EntryBody, Row } from '../../../../src-main/contract/entry';
import { formatClock, formatInstant, formatIsoInstant } from '../../../format/instant';
import { visibleText } from '../../../format/visible-text';
import { said } from '../../../languages/said';
import { useSelection } from '../../../state/selection';
import { showView } from '../../../state/views';
import { KindIcon } from '../../../ui/kind-icon';
import { kindWord } from '../../../ui/kind-words';
import styles from './lines.module.css';

/** Goes to Live, with an entry open. */
export function showEntry(row: Row): void {
  useSelection.getState().select(row);
  showView('live');
}

/** Entries of one client, a line each; a press goes to its row in Live. */
export function EntryLines({ entries, isExact = false }: { entries: readonly EntryBody[]; isExact?: boolean }) {
  return entries.map(({ row }) => (
    <Button key={row.seq} className={styles.entry ?? ''} onPress={() => showEntry(row)}>
      <time title={formatIsoInstant(row.atMs)}>{isExact ? formatInstant(row.atMs) : formatClock(row.atMs)}</time>
      <KindIcon kind={row.kind} action={row.action} />
      <span className={styles.kind}>{kindWord(row)}</span>
      <span className={styles.what} title={wordsOf(row)}>
        {visibleText(wordsOf(row))}
      </span>
    </Button>
  ));
}

/** The event and its channel where there are both, else what the entry says of itself. */
function wordsOf({ kind, event, channel, summary }: Row): string {
  const isNamed = kind === 'publish' || kind === 'deliver' || kind === 'client';
  const name = event.slice(event.lastIndexOf('\\') + 1);
  const parts = isNamed ? [name, channel, summary] : kind === 'subscribe' ? [channel] : [channel, said(summary)];
  return parts.filter((part) => part !== '').join(' · ');
}
