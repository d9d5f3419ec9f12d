import type { StreamArrival } from '../../../src-main/contract/arrivals';
import type { SessionState } from '../../../src-main/contract/session';
import { useRefreshedCall } from '../../engine/refreshed-call';
import { formatClock } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import styles from './arrival-strip.module.css';
import session from './session.module.css';

const askEveryMs = 1_000;
/** Of what is shown, up to the last read: at least and at most. */
const span = { leastMs: 10_000, mostMs: 60_000 };
/** Of one read; the rest is a number. */
const stacked = 5;
const dot = { radius: 3, step: 8 };
const lane = { sent: 9, gap: 26, arrived: stacked * dot.step + 4 };

/** When what came of the stream arrived, a dot an event, and below which of them it was published, where that is known. */
export function ArrivalStrip({ session: { profile, phase } }: { session: SessionState }) {
  const t = useWords('connections');
  const told = useRefreshedCall('session.arrivals', phase === 'connected' ? { id: profile.id } : null, askEveryMs);
  if (told === null) return null;
  const toMs = told.reads.at(-1)?.atMs ?? 0;
  const reads = told.reads.filter(({ atMs }) => atMs >= toMs - span.mostMs);
  const oldestMs = Math.min(toMs - span.leastMs, ...reads.flatMap(({ atMs, sentAtMs }) => [atMs, ...sentAtMs]));
  const fromMs = Math.max(oldestMs, toMs - span.mostMs);
  const isSentKnown = reads.some(({ sentAtMs }) => sentAtMs.length > 0);
  const top = isSentKnown ? lane.sent + lane.gap : 0;
  const base = top + lane.arrived;
  const x = (ms: number) => `${Math.min(100, Math.max(0, ((ms - fromMs) / (toMs - fromMs)) * 100))}%`;
  const events = reads.reduce((sum, read) => sum + read.events, 0);
  const held = reads.filter(({ isHeld }) => isHeld).length;
  const sum =
    reads.length === 0
      ? t('arrivals.none')
      : t('arrivals.sum', {
          events: t('arrivals.events', { count: events }),
          reads: t('arrivals.reads', { count: reads.length }),
        });
  return (
    <section className={session.section} aria-label={t('arrivals.title')}>
      <h3>{t('arrivals.title')}</h3>
      {reads.length > 0 && (
        <div className={styles.strip}>
          <div className={styles.names} aria-hidden="true">
            {isSentKnown && <span style={{ top: lane.sent }}>{t('arrivals.published')}</span>}
            <span style={{ top: base - dot.step / 2 }}>{t('arrivals.arrived')}</span>
          </div>
          <svg role="img" aria-label={t('arrivals.label', { name: profile.name, sum })} height={base + 16}>
            <line className={styles.axis} x1="0" x2="100%" y1={base} y2={base} />
            {reads.map((read) => (
              <Read key={`${read.atMs} ${read.events}`} read={read} x={x} base={base} />
            ))}
            <text className={styles.tick} x="0" y={base + 13}>
              {formatClock(fromMs)}
            </text>
            <text className={styles.tick} x="100%" y={base + 13} textAnchor="end">
              {formatClock(toMs)}
            </text>
          </svg>
        </div>
      )}
      <p className={session.more}>{sum}</p>
      {held > 0 && <p className={styles.held}>{t('arrivals.held', { count: held })}</p>}
    </section>
  );
}

/** One read: its events above each other, each tied to when it was published. */
function Read({ read, x, base }: { read: StreamArrival; x: (ms: number) => string; base: number }) {
  const t = useWords('connections');
  const { atMs, events, isHeld, sentAtMs } = read;
  const place = (at: number) => base - dot.step / 2 - 1 - Math.min(at, stacked - 1) * dot.step;
  const title = `${formatClock(atMs)}: ${t('arrivals.events', { count: events })}`;
  return (
    <g data-held={isHeld || undefined} data-events={events}>
      <title>{title}</title>
      {sentAtMs.map((sentMs, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of one read have their order and nothing else
        <g key={at}>
          <line className={styles.tie} x1={x(sentMs)} x2={x(atMs)} y1={lane.sent} y2={place(at)} />
          <circle className={styles.sent} cx={x(sentMs)} cy={lane.sent} r={dot.radius} />
        </g>
      ))}
      {events === 0 && <line className={styles.sign} x1={x(atMs)} x2={x(atMs)} y1={base - 6} y2={base} />}
      {Array.from({ length: Math.min(events, stacked) }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <circle key={at} className={styles.event} cx={x(atMs)} cy={place(at)} r={dot.radius} />
      ))}
      {events > stacked && (
        <text
          className={`${styles.tick} ${styles.count}`}
          x={x(atMs)}
          dx={-6}
          y={place(stacked - 1) + 4}
          textAnchor="end"
        >
          {events}
        </text>
      )}
    </g>
  );
}
