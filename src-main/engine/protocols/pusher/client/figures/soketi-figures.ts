import { membersOf, parseJson } from '../../../../../contract/json-text';
import { limits } from '../../../../../contract/limits';
import type { FigurePoint } from '../../../../../contract/server-figures';
import type { Dial, TlsChoice } from '../../../../clients/dial';
import { type FigureSource, fetchText, notFigures } from './figure-source';
import { readPrometheusText, type Sample } from './prometheus-text';

/** Counters as soketi adds them up from its start, by what they are shown as (reference 7.2). */
const counters = {
  receivedRate: 'ws_messages_received_total',
  sentRate: 'ws_messages_sent_total',
  apiRate: 'http_calls_received_total',
  receivedBytesRate: 'socket_received_bytes',
  sentBytesRate: 'socket_transmitted_bytes',
} as const;
type Counter = keyof typeof counters;
type Counts = Readonly<Record<Counter, number>>;

/**
 * soketi's `/metrics` for Prometheus and `/usage`. They say how it is now: the history is what was read since the session
 * connected. `appId`: '' for all apps of the server together.
 */
export class SoketiFigures implements FigureSource {
  readonly hasServerTime = false;
  readonly from;
  readonly hint = 'soketi tells them with SOKETI_METRICS_ENABLED=1 only, on port 9601 unless it is set otherwise.';
  private points: readonly FigurePoint[] = [];
  private last: { readonly atMs: number; readonly counts: Counts } | null = null;

  constructor(
    private readonly dial: Dial,
    private readonly base: string,
    private readonly appId: string,
    private readonly tls: TlsChoice,
  ) {
    this.from = `${base}/metrics`;
  }

  async read(atMs: number) {
    const answer = await fetchText(this.dial, this.from, this.tls, 'The request for its metrics');
    const samples = readPrometheusText(answer);
    if (!answer.includes('# TYPE ')) throw notFigures(this.from, 'metrics for Prometheus');
    const usage = await fetchText(this.dial, `${this.base}/usage`, this.tls, 'The request for its memory').catch(
      () => '',
    );
    const counts = Object.fromEntries(
      Object.entries(counters).map(([name, metric]) => [name, this.sum(samples, metric)]),
    ) as Counts;
    const { percent } = membersOf(membersOf(parseJson(usage)).memory);
    const point = {
      atMs,
      values: {
        connections: finite(this.sum(samples, 'connected')),
        ...this.ratesSince(atMs, counts),
        memory: typeof percent === 'number' ? finite(percent) : null,
      },
    };
    this.last = { atMs, counts };
    this.points = [...this.points, point].slice(-limits.figurePoints);
    return { points: this.points, answer };
  }

  /** Of a second; null where the server began anew in between, or it is the first that is read. */
  private ratesSince(atMs: number, counts: Counts): Record<Counter, number | null> {
    const { last } = this;
    const rate = (name: Counter) => {
      const more = last === null ? -1 : counts[name] - last.counts[name];
      return last === null || more < 0 || atMs <= last.atMs ? null : finite((more / (atMs - last.atMs)) * 1_000);
    };
    const names = Object.keys(counters) as Counter[];
    return Object.fromEntries(names.map((name) => [name, rate(name)])) as Record<Counter, number | null>;
  }

  private sum(samples: readonly Sample[], metric: string): number {
    const own = samples.filter(
      ({ name, labels }) => isOf(name, metric) && (this.appId === '' || labels.app_id === this.appId),
    );
    return own.reduce((sum, { value }) => sum + value, 0);
  }
}

/** Names begin with a prefix that the server's settings decide: `soketi_`. */
function isOf(name: string, metric: string): boolean {
  return name === metric || name.endsWith(`_${metric}`);
}

/** Numbers so large that they add up to none are not known. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
