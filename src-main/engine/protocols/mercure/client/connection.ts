import type { IncomingHttpHeaders } from 'node:http';
import type { StreamArrivals } from '../../../../contract/arrivals';
import { type Problem, toProblem } from '../../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../../contract/session';
import { redactQuery } from '../../../capture/redact';
import type { ClientConnection, ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import { Arrivals, type SentAt } from '../../../clients/event-stream/arrivals';
import { openEventStream, type StreamAnswer, type StreamRead } from '../../../clients/event-stream/open-stream';
import { recordRead } from '../../../clients/event-stream/record';
import { ownEnd } from '../../../clients/tell';
import { tlsOf } from '../../../clients/tls-fields';
import { present, type TokenSource, tokenSource } from './credentials';
import { cursorHeaders, type Detected, detectDialect, subscribeUrl, subscriptionTopics } from './dialect';
import { discover } from './discovery';
import { closeEntry, failedEntry, openEntry, refusedEntry } from './entries';
import { publish } from './publish';
import { refusalEnd, refusalProblem } from './refusal';
import { ActiveSubscriptions } from './subscriptions';

/** A session with one hub: a stream for all its selectors, opened anew with the cursor whenever they change. */
export class MercureConnection implements ClientConnection {
  private hub = '';
  private source: TokenSource = async () => '';
  private token = '';
  private detected: Detected = { dialect: '0.x', issuer: '', audience: '', cookie: '' };
  private readonly wanted = new Set<string>();
  private readonly subscriptions = new ActiveSubscriptions();
  private stream: { close(): void } | null = null;
  private readonly timing: Arrivals;
  private answer: StreamAnswer | null = null;
  private openedAtMs = 0;
  private events = 0;
  private buffered = '';
  private subscriptionsWords = '';
  private isChanging = false;
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
    sentAt: SentAt,
  ) {
    this.timing = new Arrivals(context.clock, sentAt);
    void this.begin().catch((error: unknown) => this.failed(toProblem(error)));
  }

  subscribe(channel: string): void {
    this.wanted.add(channel);
    this.context.record({ kind: 'subscribe', action: 'subscribe', direction: 'up', channel });
    this.change();
  }

  unsubscribe(channel: string): void {
    this.wanted.delete(channel);
    this.context.record({ kind: 'subscribe', action: 'unsubscribe', direction: 'up', channel });
    this.change();
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    await this.renewToken();
    const target = { hub: this.hub, dialect: this.dialect, tls: tlsOf(this.profile) };
    return publish(this.context, target, present(this.profile, this.token, this.detected, true), values);
  }

  arrivals(): StreamArrivals {
    return this.timing.state;
  }

  close(): void {
    this.isOver = true;
    this.closeStream(ownEnd);
  }

  private async begin(): Promise<void> {
    this.source = tokenSource(this.profile);
    const found = await discover(this.context, this.profile);
    this.detected = await detectDialect(this.context, this.profile, found.hub);
    this.hub = found.hub;
    await this.renewToken();
    if (this.isOver) return;
    if (!this.context.memory.has('lastEventId')) {
      this.context.memory.set('lastEventId', String(this.profile.fields.lastEventId) || found.lastEventId);
    }
    this.context.opened(this.facts());
    if (this.wanted.size === 0 && found.topic !== '') this.subscribe(found.topic);
    if (this.wanted.size === 0 && this.profile.fields.follow === true) this.subscribe('*');
    if (this.isWatching) this.change();
  }

  /** Several changes of one turn are one new stream. */
  private change(): void {
    if (this.isChanging) return;
    this.isChanging = true;
    const opened = this.renewToken().then(() => {
      this.isChanging = false;
      if (!this.isOver && this.hub !== '') this.open();
    });
    opened.catch((error: unknown) => this.failed(toProblem(error)));
  }

  private get isWatching() {
    return this.profile.fields.watchSubscriptions === true;
  }

  private get dialect() {
    return this.detected.dialect;
  }

  /** A session outlives the tokens it makes. Rejects with a ProblemError for rights that cannot be written. */
  private async renewToken(): Promise<void> {
    const { issuer, audience } = this.profile.fields;
    const use = {
      dialect: this.dialect,
      issuer: String(issuer ?? '') || this.detected.issuer || 'https://localhost',
      audience: String(audience ?? '') || this.detected.audience || this.hub,
    };
    this.token = await this.source(use, this.context.clock.nowMs());
  }

  private get selectors(): readonly string[] {
    return this.isWatching ? [...this.wanted, subscriptionTopics[this.dialect]] : [...this.wanted];
  }

  private get cursor(): string {
    return this.context.memory.get('lastEventId') ?? '';
  }

  private open(): void {
    this.closeStream('Opened anew with other topics.');
    const { selectors, cursor } = this;
    if (selectors.length === 0) return;
    const { headers, query } = present(this.profile, this.token, this.detected, false);
    const url = subscribeUrl(this.hub, this.dialect, selectors, cursor, query);
    this.timing.asked();
    const call = { url, headers, tls: tlsOf(this.profile), lastEventId: cursor };
    const stream = openEventStream(this.context, call, {
      onOpen: (answer) => this.opened(answer, cursor),
      onRead: (read) => this.hear(read),
      onEnd: (problem, unfinished) => this.over(problem, unfinished),
      onRefused: (problem, status, answer) => this.refused(problem, status, answer),
    });
    this.stream = stream;
  }

  private opened(answer: StreamAnswer, asked: string): void {
    if (this.isOver) return;
    this.answer = answer;
    this.openedAtMs = this.context.clock.nowMs();
    this.timing.opened(answer.headers);
    const named = answer.headers[cursorHeaders[this.dialect]];
    const { selectors, dialect } = this;
    this.context.record(openEntry(answer, { selectors, dialect, lastEventId: asked, cursorAnswered: named }));
    if (asked !== '' && named === asked) this.context.madeUp();
    else
      this.context.missed(
        asked === '' ? 'Updates published meanwhile' : `Updates after ${asked}, which the hub no longer knows,`,
      );
    for (const channel of this.wanted) this.context.channel(channel, { state: 'on', problem: null });
    this.context.facts(this.facts());
    // Once the stream is open: who comes and goes from here on is told on it.
    if (this.isWatching) void this.loadSubscriptions();
  }

  private hear(read: StreamRead): void {
    if (this.isOver) return;
    const before = `${this.buffered}${this.cursor}`;
    const channel = [...this.wanted].join(', ');
    this.buffered = recordRead(this.context, read, channel.slice(0, 1_000), this.timing) || this.buffered;
    for (const { data, lastEventId, retryMs } of read.blocks) {
      if (data !== null) this.events += 1;
      if (lastEventId !== '') this.context.memory.set('lastEventId', lastEventId);
      if (retryMs !== null) this.context.memory.set('retryMs', String(retryMs));
      const about = data === null ? null : this.subscriptions.hear(data);
      if (about === null) continue;
      this.context.record(about);
      this.context.found(this.subscriptions.found);
    }
    if (before !== `${this.buffered}${this.cursor}`) this.context.facts(this.facts());
  }

  private over(problem: Problem | null, unfinished: Buffer): void {
    if (this.isOver) return;
    const reason = problem?.message ?? 'The hub ended the stream.';
    this.recordClose(reason, 'down', unfinished);
    this.isOver = true;
    const hint = 'Hubs end streams after their write_timeout (10 min), and shortly before the token does.';
    const retry = this.context.memory.get('retryMs');
    this.context.ended({
      retry: 'later',
      problem: problem ?? { code: 'unreachable', message: reason, hint },
      advice: 'An EventSource comes back by itself, with the last id.',
      ...(retry === undefined ? {} : { delayMs: Number(retry) }),
    });
  }

  private refused(told: Problem, status: number, headers: IncomingHttpHeaders): void {
    if (this.isOver) return;
    const { selectors, dialect } = this;
    const asked = { hasToken: this.token !== '', dialect, selectors: selectors.length };
    const problem = refusalProblem(told, status, asked);
    this.context.record(refusedEntry(problem, status, { address: this.hub, selectors, headers }));
    for (const name of this.wanted) this.context.channel(name, { state: 'refused', problem });
    this.isOver = true;
    this.context.ended(refusalEnd(problem, status));
  }

  private failed(problem: Problem): void {
    if (this.isOver) return;
    this.isOver = true;
    this.context.record(failedEntry(problem, String(this.profile.fields.url)));
    this.context.ended({ retry: problem.code === 'unreachable' ? 'later' : 'never', problem, advice: '' });
  }

  /** Who is there already; what changes is told on the stream. */
  private async loadSubscriptions(): Promise<void> {
    const { headers } = present(this.profile, this.token, this.detected, true);
    const call = { url: `${this.hub}/subscriptions`, headers, tls: tlsOf(this.profile) };
    this.subscriptionsWords = await this.subscriptions.load(this.context, call, subscriptionTopics[this.dialect]);
    if (this.isOver) return;
    if (this.subscriptionsWords === '') this.context.found(this.subscriptions.found);
    this.context.facts(this.facts());
  }

  private closeStream(reason: string): void {
    const { stream } = this;
    this.stream = null;
    stream?.close();
    if (this.answer !== null) this.recordClose(reason, 'up');
  }

  private recordClose(reason: string, direction: 'up' | 'down', unfinished: Buffer = Buffer.alloc(0)): void {
    this.answer = null;
    const livedMs = Math.round(this.context.clock.nowMs() - this.openedAtMs);
    this.context.record(closeEntry({ reason, events: this.events, livedMs }, direction, unfinished));
  }

  private facts(): readonly SessionFact[] {
    const { headers = {} } = this.answer ?? {};
    const facts: readonly (readonly [string, string])[] = [
      ['hub', redactQuery(this.hub)],
      ['dialect', this.dialect],
      ['lastEventId', this.cursor],
      ['server', String(headers.server ?? '')],
      ['subscriptions', this.subscriptionsWords],
      ['arrival', this.buffered],
    ];
    return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
  }
}
