import { Ban } from 'lucide-react';
import { agentWords } from '../../../../src-main/contract/agent-words';
import { formatInstant, formatIsoInstant } from '../../../format/instant';
import { visibleText } from '../../../format/visible-text';
import { agentSaid } from '../../../languages/agent';
import { checkName } from '../../../languages/check-name';
import { said } from '../../../languages/said';
import { useWords } from '../../../languages/use-words';
import { useClients } from '../../../state/clients';
import type { Width } from '../../../state/use-width';
import { Button } from '../../../ui/button';
import { entryCodeWords } from '../../../ui/code-words';
import { Icon } from '../../../ui/icon';
import type { AttemptGroup } from '../attempt-groups';
import styles from './detail.module.css';
import { DetailHead, leaveOnEscape } from './detail-head';
import { showEntry } from './entry-lines';

/** What scrolls has to be reachable by the keyboard. */
const scrollable = { tabIndex: 0 };

const close = () => useClients.getState().selectAttempt(null);

/** An attempt that was turned away: why, what to do, and who it was. */
export function AttemptDetail({ group, width }: { group: AttemptGroup; width: Width }) {
  const say = useWords('clients');
  const { entry, count, reason, hint } = group;
  const { row, detail } = entry;
  const text = (name: string) => (typeof detail?.[name] === 'string' ? (detail[name] as string) : '');
  const { words, next } = entryCodeWords(row);
  const facts: readonly (readonly [name: string, value: string, isWire?: boolean])[] = [
    [say('code'), row.code === null ? '' : [String(row.code), words].filter((part) => part !== '').join(' ')],
    [say('check'), checkName(text('check'))],
    [say('received_text'), text('received'), true],
    [say('request'), text('path'), true],
    [say('origin'), text('origin'), true],
    [say('agent'), agentSaid(agentWords(text('userAgent')))],
    [say('address'), text('remoteAddress'), true],
    [say('listener'), text('listener'), true],
  ];
  return (
    <aside
      className={styles.detail}
      aria-label={say('attempt')}
      data-width={width}
      onKeyDown={leaveOnEscape(width, close)}
    >
      <DetailHead width={width} close={close}>
        <div className={styles.title}>
          <Icon of={Ban} className={styles.refused} />
          <h2>{say('turnedAway')}</h2>
        </div>
        <div className={styles.meta}>
          <time className={styles.dim} title={formatIsoInstant(row.atMs)}>
            {formatInstant(row.atMs)}
          </time>
          {count > 1 && <span>{say('times', { count })}</span>}
        </div>
      </DetailHead>
      <section className={styles.panel} aria-label={say('turnedAway')} {...scrollable}>
        <section className={styles.why}>
          <h3>{visibleText(said(reason))}</h3>
          {hint !== '' && <p>{visibleText(said(hint))}</p>}
          {next !== '' && <p>{next}</p>}
        </section>
        <div className={styles.facts}>
          <dl>
            {facts.map(([name, value, isWire]) =>
              value === '' ? null : (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd title={value}>{isWire ? <code>{visibleText(value)}</code> : visibleText(value)}</dd>
                </div>
              ),
            )}
          </dl>
        </div>
      </section>
      <div className={styles.foot}>
        <Button look="line" size="small" onPress={() => showEntry(row)}>
          {say('showInLive')}
        </Button>
      </div>
    </aside>
  );
}
