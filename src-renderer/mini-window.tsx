import { OctagonX } from 'lucide-react';
import { useEffect } from 'react';
import type { Row } from '../src-main/contract/entry';
import { useEngineState, useHubCall } from './engine/hooks';
import { hubWords } from './engine/hub-words';
import { useLastEntries } from './engine/use-last-entries';
import { useProblems } from './engine/use-problems';
import { useShownClock } from './engine/use-shown-clock';
import { formatRate } from './format/count';
import { formatInstant } from './format/instant';
import { Rich } from './languages/rich';
import { problemWords, said } from './languages/said';
import { useWords } from './languages/use-words';
import styles from './mini-window.module.css';
import { ChannelName } from './ui/channel-name';
import { EventName } from './ui/event-name';
import { Icon } from './ui/icon';
import { KindIcon } from './ui/kind-icon';
import { kindWord } from './ui/kind-words';
import { Spoken } from './ui/spoken';

const hubMs = 1_000;

/** What a tester keeps in sight beside the app: how the hub is, how much comes, what came last, and what is wrong. */
export function MiniWindow({ onShow }: { onShow: (row: Row) => void }) {
  const t = useWords('mini');
  const say = useWords('toolbar');
  useShownClock();
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  const state = useEngineState();
  const hub = useHubCall('hub.state', hubMs);
  const last = useLastEntries('-kind:ping', 1)?.entries.at(-1)?.row;
  const problem = useProblems().problems.at(-1);
  const { tone, host, ports, word } = hubWords(state, hub?.listeners ?? null);
  const isUp = state === 'up' && hub !== null;
  return (
    <main className={styles.mini}>
      <h1>
        <Spoken>{t('title')}</Spoken>
      </h1>
      <div className={styles.state} role="status" data-tone={tone}>
        <i className={styles.dot} />
        <b>{say('hub')}</b>
        {ports !== '' && (
          <code>
            {host}
            {ports}
          </code>
        )}
        <span>{say(`state.${word}`)}</span>
      </div>
      {isUp && (
        <div className={styles.figures}>
          <span>
            <Rich text={say.template('rate')} values={{ rate: formatRate(hub.messagesPerSecond) }} />
          </span>
          <span>
            <Rich text={say.template('clients', hub.connections)} values={{ count: hub.connections }} />
          </span>
        </div>
      )}
      {last === undefined ? <p className={styles.none}>{t('none')}</p> : <Last row={last} onShow={onShow} />}
      {problem !== undefined && (
        <p className={styles.problem} title={problemWords(problem)}>
          <Icon of={OctagonX} size={14} />
          <span>{said(problem.message)}</span>
        </p>
      )}
    </main>
  );
}

function Last({ row, onShow }: { row: Row; onShow: (row: Row) => void }) {
  const t = useWords('mini');
  const name = row.event === '' ? said(row.summary) : row.event;
  return (
    <button
      type="button"
      className={styles.last}
      aria-label={t('showRow', { name: `${kindWord(row)} ${row.channel} ${name}` })}
      title={t('showRow', { name })}
      onClick={() => onShow(row)}
    >
      <span className={styles.line}>
        <KindIcon kind={row.kind} action={row.action} />
        <b>{kindWord(row)}</b>
        {row.channel !== '' && <ChannelName name={row.channel} />}
        <time>{formatInstant(row.atMs)}</time>
      </span>
      <span className={styles.line}>{row.event === '' ? <span>{name}</span> : <EventName name={row.event} />}</span>
    </button>
  );
}
