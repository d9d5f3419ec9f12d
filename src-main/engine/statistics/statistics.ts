import { type Problem, toProblem } from '../../contract/problem';
import type { Lifetimes, LiveStatistics, Loudest, StatisticHistory, StatisticSpan } from '../../contract/statistics';
import type { EntryObserver } from '../capture/recorder';
import type { Clock, Timer } from '../clock';
import type { SecondDatabase } from '../database/create-database';
import type { MinuteRow } from '../database/database-messages';
import { HistorySteps } from './history';
import { MinuteDetails } from './minute-details';
import { MinuteKeeper } from './minute-keeper';
import { column, width } from './second-ring';
import { TrafficCounter } from './traffic-counter';
import { TrafficSeconds } from './traffic-seconds';

/** How often the present minute is written: an engine that is killed loses at most this much of its statistics. */
export const keepEveryMs = 10_000;
const tickMs = 1_000;
const rateSeconds = 5;

export interface StatisticsOptions {
  readonly clock: Clock;
  readonly database: Pick<SecondDatabase, 'call'>;
  /** Tells the minutes of this run from those of another one. */
  readonly run: string;
  /** Told when minutes cannot be kept, and with null when they can again. */
  readonly onProblem: (problem: Problem | null) => void;
}

/** What the hub did, second by second for the last minutes and minute by minute for the last days. */
export class Statistics {
  /** To be told of every entry. */
  readonly observer: EntryObserver;
  private readonly counter: TrafficCounter;
  private readonly seconds: TrafficSeconds;
  private readonly keeper: MinuteKeeper;
  private readonly timer: Timer;
  private readonly firstMinute: Promise<number | null>;
  private readonly watchers = new Set<() => void>();
  private ticker: Timer | null = null;
  private isFailing = false;

  constructor(private readonly options: StatisticsOptions) {
    const { clock, database, run } = options;
    this.counter = new TrafficCounter(clock.nowMs());
    this.observer = this.counter;
    this.seconds = new TrafficSeconds(this.counter);
    this.keeper = new MinuteKeeper(this.counter, this.seconds, database, run);
    this.timer = clock.setInterval(() => void this.keep(), keepEveryMs);
    this.firstMinute = database.call('minute.first', null).then(
      ({ minute }) => minute,
      () => null,
    );
  }

  async live(app: string | null): Promise<LiveStatistics> {
    const atMs = this.options.clock.nowMs();
    const now = Math.floor(atMs / 1_000);
    this.seconds.advance(now);
    const counts = this.seconds.sum(app, now - rateSeconds, now);
    const present = this.seconds.sum(app, now, now + 1);
    const perSecond = (cell: number) => (counts[cell] as number) / rateSeconds;
    const first = await this.firstMinute;
    const apps = this.counter.apps.map((tally) => tally.app).filter((id) => id !== '');
    return {
      atMs,
      connections: present[column.connections] as number,
      apiPerSecond: perSecond(column.api),
      upPerSecond: perSecond(column.up),
      downPerSecond: perSecond(column.down),
      bytesUpPerSecond: perSecond(column.bytesUp),
      bytesDownPerSecond: perSecond(column.bytesDown),
      apps: apps.sort(),
      sinceMs: Math.min(this.counter.startMs, (first ?? Number.POSITIVE_INFINITY) * 60_000),
    };
  }

  async history({ app, fromMs, toMs }: StatisticSpan): Promise<StatisticHistory> {
    const steps = new HistorySteps(fromMs, toMs);
    const now = Math.floor(this.options.clock.nowMs() / 1_000);
    this.seconds.advance(now);
    const first = this.seconds.first(now);
    // What is remembered is taken at once, and what is kept asked for at once: nothing is counted twice or missed between.
    const seconds = this.secondsOf(app, Math.max(first, steps.fromMs / 1_000), Math.min(now + 1, steps.toMs / 1_000));
    const details = this.details({ app, fromMs: steps.fromMs, toMs: steps.toMs });
    const minutes = await this.minutes(app, steps, first);
    for (const row of minutes) steps.addMinute(row);
    for (const [second, counts] of seconds) steps.addSecond(second, counts);
    const kept = await details;
    return { ...steps.history(), refusals: kept.refusals(), sizes: kept.sizes().distribution() };
  }

  async loudest(span: StatisticSpan): Promise<Loudest> {
    const details = await this.details(span);
    return { channels: details.loudest('channels'), events: details.loudest('events') };
  }

  async lifetimes(span: StatisticSpan): Promise<Lifetimes> {
    const [details, { totals }] = await Promise.all([this.details(span), this.history(span)]);
    return { closed: totals.closed, livedMs: details.lifetimes() };
  }

  /** Tells once a second that there is something new, until the returned function is called. Costs nothing without watchers. */
  watch(listener: () => void): () => void {
    this.watchers.add(listener);
    this.ticker ??= this.options.clock.setInterval(() => {
      for (const watcher of this.watchers) watcher();
    }, tickMs);
    return () => {
      this.watchers.delete(listener);
      if (this.watchers.size === 0) {
        this.ticker?.cancel();
        this.ticker = null;
      }
    };
  }

  /** Writes what was counted; to be called before the database closes. */
  async close(): Promise<void> {
    this.timer.cancel();
    this.ticker?.cancel();
    await this.keep();
  }

  private async keep(): Promise<void> {
    try {
      await this.keeper.keep(this.options.clock.nowMs());
      if (this.isFailing) this.options.onProblem(null);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.options.onProblem(toProblem(error));
      this.isFailing = true;
    }
  }

  private secondsOf(app: string | null, from: number, to: number): [second: number, counts: Float64Array][] {
    const seconds: [number, Float64Array][] = [];
    for (let second = Math.ceil(from); second < to; second += 1) {
      const counts = new Float64Array(width);
      this.seconds.read(app, second, counts);
      seconds.push([second, counts]);
    }
    return seconds;
  }

  /** Kept minutes before those whose seconds are remembered, with those in which nothing was counted for the app. */
  private async minutes(app: string | null, steps: HistorySteps, first: number): Promise<readonly MinuteRow[]> {
    const from = Math.floor(steps.fromMs / 60_000);
    const to = Math.min(Math.ceil(steps.toMs / 60_000), Math.ceil(first / 60));
    if (from >= to) return [];
    const isBefore = ({ run, minute }: MinuteRow) => run !== this.options.run || minute < Math.floor(first / 60);
    const [all, own] = await Promise.all([this.read('*', from, to), app === null ? [] : this.read(app, from, to)]);
    if (app === null) return all.filter(isBefore);
    const nothing = new Array<number>(width).fill(0);
    const counted = new Map(own.map((row) => [`${row.minute} ${row.run}`, row]));
    return all
      .filter(isBefore)
      .map((row) => counted.get(`${row.minute} ${row.run}`) ?? { ...row, app, counts: nothing, detail: null });
  }

  /** Details of the minutes a span touches. */
  private async details({ app, fromMs, toMs }: StatisticSpan): Promise<MinuteDetails> {
    const from = Math.floor(fromMs / 60_000);
    const to = Math.ceil(toMs / 60_000);
    const remembered = this.counter.apps
      .filter((tally) => app === null || tally.app === app)
      .flatMap((tally) => tally.minutesFrom(0).map(({ minute }) => [tally, minute] as const));
    const own = new Set(remembered.map(([tally, minute]) => `${tally.app}\n${minute}`));
    const present = this.counter.apps
      .filter((tally) => app === null || tally.app === app)
      .flatMap((tally) =>
        tally
          .minutesFrom(from)
          .filter(({ minute }) => minute < to)
          .map((minute) => ({ app: tally.app, detail: minute.detail() })),
      );
    const rows = await this.read(app, from, to);
    const kept = rows.filter(({ run, app: of, minute }) => run !== this.options.run || !own.has(`${of}\n${minute}`));
    return new MinuteDetails([
      ...kept.flatMap(({ app: of, detail }) => (detail === null ? [] : [{ app: of, detail }])),
      ...present,
    ]);
  }

  /** What is remembered is told even where what is kept cannot be read. */
  private read(app: string | null, from: number, to: number): Promise<readonly MinuteRow[]> {
    return this.options.database.call('minute.read', { app, from, to }).catch(() => []);
  }
}
