import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LiveStatistics } from '../../../src-main/contract/statistics';
import { formatBytes } from '../../format/bytes';
import { formatCount, formatRate } from '../../format/count';
import { formatClock } from '../../format/instant';
import { checkName } from '../../languages/check-name';
import { listed } from '../../languages/joined';
import { useWords } from '../../languages/use-words';
import { Icon } from '../../ui/icon';
import styles from './figures.module.css';
import type { Shown } from './use-history';

const checksTold = 3;

/** Where things stand, and what the span in sight comes to. */
export function Figures({ live, shown }: { live: LiveStatistics | null; shown: Shown | null }) {
  const t = useWords('statistics');
  const totals = shown?.history.totals ?? null;
  const messages = (live?.apiPerSecond ?? 0) + (live?.upPerSecond ?? 0) + (live?.downPerSecond ?? 0);
  const [bytes = '0', unit = 'B'] = formatBytes(
    Math.round((live?.bytesUpPerSecond ?? 0) + (live?.bytesDownPerSecond ?? 0)),
  ).split(' ');
  const troubles = totals === null ? 0 : Math.round(totals.refused + totals.errors);
  const by = t('messagesBy', {
    api: formatRate(live?.apiPerSecond ?? 0),
    down: formatRate(live?.downPerSecond ?? 0),
    up: formatRate(live?.upPerSecond ?? 0),
  });
  return (
    <div className={styles.figures}>
      <Figure name={t('connections')} value={formatCount(live?.connections ?? 0)} sub={connectionsSub()} />
      <Figure name={t('messages')} value={formatRate(messages)} unit={t('perSecond')} aside={by} sub={messagesSub()} />
      <Figure
        name={t('bytes')}
        value={bytes}
        unit={t('bytesPerSecond', { unit })}
        sub={
          totals === null
            ? ''
            : t('bytesSub', {
                down: formatBytes(Math.round(totals.bytesDown)),
                up: formatBytes(Math.round(totals.bytesUp)),
              })
        }
      />
      <Figure
        name={t('troubles')}
        value={formatCount(troubles)}
        sub={troublesSub()}
        icon={troubles > 0 && <Icon of={Ban} size={14} className={styles.refused} />}
      />
    </div>
  );

  function connectionsSub(): string {
    if (shown === null || totals === null) return '';
    const { peakAtMs } = shown.history;
    if (peakAtMs === null) return t('connectionsNone');
    const total = Math.round(totals.opened);
    return t('connectionsSub', { peak: totals.peak, at: formatClock(peakAtMs).slice(0, 5), total });
  }

  function messagesSub(): string {
    if (shown === null || totals === null) return '';
    const { busiestAtMs, fromMs, stepMs, steps } = shown.history;
    const total = Math.round(totals.api + totals.up + totals.down);
    if (total === 0 || busiestAtMs === null) return t('messagesNone');
    const busiest = Math.round((busiestAtMs - fromMs) / stepMs);
    // Of a step that is not over yet too: a peak may rise, but never falls.
    const sum = (steps.api[busiest] ?? 0) + (steps.up[busiest] ?? 0) + (steps.down[busiest] ?? 0);
    const peak = formatRate(sum / (stepMs / 1_000));
    return t('messagesSub', { peak, at: formatClock(busiestAtMs).slice(0, 5), total });
  }

  function troublesSub(): string {
    const refusals = shown?.history.refusals ?? [];
    if (refusals.length === 0) return troubles === 0 ? t('troublesNone') : '';
    const told = refusals.slice(0, checksTold);
    return listed(told.map(({ check, count }) => t('checkCount', { n: count, what: checkName(check) })));
  }
}

function Figure({
  name,
  value,
  unit,
  aside,
  sub,
  icon,
}: {
  name: string;
  value: string;
  unit?: string;
  aside?: string;
  sub: string;
  icon?: ReactNode;
}) {
  return (
    <section className={styles.figure} aria-label={name}>
      <div className={styles.name}>
        {name}
        {icon}
      </div>
      <div className={styles.value}>
        {value}
        {unit !== undefined && <small>{unit}</small>}
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </div>
      <div className={styles.sub} title={sub}>
        {sub}
      </div>
    </section>
  );
}
