import { useCallback, useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { ChangeCount } from '../../../src-main/contract/note';
import { useEngine, useEngineState } from '../../engine/hooks';
import { formatCount } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { wordsOf } from '../../languages/words';
import { mainActs } from '../../state/main-acts';
import { useNotices } from '../../state/notices';
import { useTimeline } from '../../state/timeline';
import { Button } from '../../ui/button';
import { ChannelName } from '../../ui/channel-name';
import { KindIcon } from '../../ui/kind-icon';
import { kindWord } from '../../ui/kind-words';
import { addCounts } from './add-counts';
import styles from './changes.module.css';

const t = wordsOf('inspector');

const shown = 100;

interface Since {
  readonly counts: readonly ChangeCount[];
  readonly entries: number;
  readonly atMs: number;
}

/** What has come since a marker. */
export function ChangesSince({ row }: { row: Row }) {
  const engine = useEngine();
  const state = useEngineState();
  const [since, setSince] = useState<Since | null>(null);
  const { seq } = row;
  const count = useCallback(
    async (signal: AbortSignal) => {
      let counts: readonly ChangeCount[] = [];
      let entries = 0;
      let after: number | null = seq;
      while (after !== null && !signal.aborted) {
        const part: Awaited<ReturnType<typeof engine.call<'capture.changes'>>> = await engine.call(
          'capture.changes',
          { after },
          signal,
        );
        counts = addCounts(counts, part.counts);
        entries += part.entries;
        after = part.countedTo;
      }
      if (!signal.aborted) setSince({ counts, entries, atMs: Date.now() });
    },
    [engine, seq],
  );
  useEffect(() => {
    if (state !== 'up') return;
    const controller = new AbortController();
    count(controller.signal).catch(() => {});
    return () => controller.abort();
  }, [state, count]);
  const showFromHere = () => {
    const { clearedUpTo } = useTimeline.getState();
    mainActs().clear(seq - 1);
    useNotices.getState().offerUndo({ text: t('since.begins'), undo: () => mainActs().clear(clearedUpTo) });
  };
  if (since === null) return <p className={styles.words}>{t('since.counting')}</p>;
  return (
    <section className={styles.since} aria-label={t('since.title')}>
      <h3>
        {t('since.title')}
        <span>
          {t('since.entries', {
            count: since.entries,
            span: formatDuration(Math.max(0, since.atMs - row.atMs)),
          })}
        </span>
        <Button size="small" onPress={() => void count(new AbortController().signal).catch(useNotices.getState().fail)}>
          {t('since.again')}
        </Button>
        <Button size="small" onPress={showFromHere}>
          {t('since.from')}
        </Button>
      </h3>
      {since.counts.length === 0 && <p className={styles.words}>{t('since.nothing')}</p>}
      <table>
        <thead className={styles.silent}>
          <tr>
            <th scope="col">{t('since.kind')}</th>
            <th scope="col">{t('since.channel')}</th>
            <th scope="col">{t('since.event')}</th>
            <th scope="col">{t('since.count')}</th>
          </tr>
        </thead>
        <tbody>
          {since.counts.slice(0, shown).map(({ kind, channel, event, count }) => (
            <tr key={`${kind} ${channel} ${event}`}>
              <td>
                <KindIcon kind={kind} action="none" /> {kindWord({ kind, action: 'none' })}
              </td>
              <td>{channel === '' ? '–' : <ChannelName name={channel} />}</td>
              <td title={event}>{event.slice(event.lastIndexOf('\\') + 1)}</td>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {since.counts.length > shown && (
        <p className={styles.words}>{t('since.more', { more: since.counts.length - shown })}</p>
      )}
    </section>
  );
}
