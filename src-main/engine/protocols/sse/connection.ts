import type { IncomingHttpHeaders } from 'node:http';
import type { StreamArrivals } from '../../../contract/arrivals';
import type { Problem } from '../../../contract/problem';
import { ProblemError } from '../../../contract/problem';
import type { SessionFact } from '../../../contract/session';
import { redactHeaders, redactQuery } from '../../capture/redact';
import type { ClientConnection, ClientContext, ResolvedProfile } from '../../clients/client-side';
import { Arrivals } from '../../clients/event-stream/arrivals';
import { openEventStream, type StreamAnswer, type StreamRead } from '../../clients/event-stream/open-stream';
import { recordRead } from '../../clients/event-stream/record';
import { headerLines } from '../../clients/header-lines';
import { ownEnd } from '../../clients/tell';
import { tlsOf } from '../../clients/tls-fields';
import type { Timer } from '../../clock';

/** What Chrome and Safari wait before they come back, ms. */
const usualRetryMs = 3_000;

/** One event stream, as an EventSource would read it, and what that does not show. */
export class SseConnection implements ClientConnection {
  private readonly stream: { close(): void };
  private readonly url: string;
  private readonly cursor: string;
  private readonly timing: Arrivals;
  private answer: StreamAnswer | null = null;
  private openedAtMs = 0;
  private events = 0;
  private silence: Timer | null = null;
  private buffered = '';
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    const { fields } = profile;
    this.timing = new Arrivals(context.clock);
    this.url = String(fields.url).trim();
    this.cursor = context.memory.get('lastEventId') ?? String(fields.lastEventId);
    this.stream = openEventStream(
      context,
      {
        url: this.url,
        method: String(fields.method),
        headers: headerLines(profile.secret('headers')),
        tls: tlsOf(profile),
        lastEventId: this.cursor,
        ...(fields.method === 'GET' ? {} : { body: String(fields.body) }),
      },
      {
        onOpen: (answer) => this.opened(answer),
        onRead: (read) => this.hear(read),
        onEnd: (problem, unfinished) => this.over(problem, unfinished),
        onRefused: (problem, status, headers) => this.refused(problem, status, headers),
      },
    );
  }

  /** There is nothing to subscribe to: the form says so. */
  subscribe(): void {}

  unsubscribe(): void {}

  async send(): Promise<never> {
    throw new ProblemError('not-supported', 'An event stream goes one way: nothing can be sent on it.');
  }

  arrivals(): StreamArrivals {
    return this.timing.state;
  }

  close(): void {
    this.stop();
    if (this.answer !== null) this.recordClose(ownEnd, 'up');
  }

  private opened(answer: StreamAnswer): void {
    if (this.isOver) return;
    this.answer = answer;
    this.openedAtMs = this.context.clock.nowMs();
    this.timing.opened(answer.headers);
    this.context.record({
      kind: 'connection',
      action: 'open',
      direction: 'up',
      code: answer.status,
      detail: {
        address: redactQuery(answer.url),
        method: String(this.profile.fields.method),
        status: answer.status,
        lastEventId: this.cursor,
        tookMs: Math.round(answer.tookMs),
        answerHeaders: redactHeaders(answer.headers),
      },
    });
    this.context.missed(
      this.cursor === ''
        ? 'Events sent meanwhile'
        : `Events sent meanwhile that the server does not repeat after id ${this.cursor}`,
    );
    this.context.opened(this.facts());
    this.watchSilence();
  }

  private hear(read: StreamRead): void {
    if (this.isOver) return;
    this.watchSilence();
    const before = this.buffered;
    const looked = recordRead(this.context, read, '', this.timing);
    if (looked !== '') this.buffered = looked;
    for (const { data, lastEventId, retryMs } of read.blocks) {
      if (data !== null) this.events += 1;
      this.context.memory.set('lastEventId', lastEventId);
      if (retryMs !== null) this.context.memory.set('retryMs', String(retryMs));
    }
    if (before !== this.buffered || read.blocks.some(({ hasId, retryMs }) => hasId || retryMs !== null)) {
      this.context.facts(this.facts());
    }
  }

  private over(problem: Problem | null, unfinished: Buffer): void {
    if (this.isOver) return;
    this.stop();
    const reason = problem?.message ?? 'The server ended the stream.';
    this.recordClose(reason, 'down', unfinished);
    const hint = 'Servers end streams at a time limit of their own or of a proxy; heartbeats keep a silent one open.';
    const { retryMs } = this;
    const said = problem ?? { code: 'unreachable', message: reason, hint };
    const advice = `An EventSource comes back after ${(retryMs ?? usualRetryMs).toLocaleString('en')} ms, with Last-Event-ID if there was an id.`;
    this.context.ended({ retry: 'later', problem: said, advice, ...(retryMs === null ? {} : { delayMs: retryMs }) });
  }

  private refused(problem: Problem, status: number, headers: IncomingHttpHeaders): void {
    if (this.isOver) return;
    this.stop();
    const detail = {
      reason: problem.message,
      hint: problem.hint,
      address: redactQuery(this.url),
      answerHeaders: redactHeaders(headers),
    };
    this.context.record({
      kind: 'refused',
      action: 'open',
      direction: 'down',
      detail,
      ...(status === 0 ? {} : { code: status }),
    });
    const isTransient = status === 0 || status === 408 || status === 429 || status >= 500;
    const after = Number(headers['retry-after']);
    const delayMs = Number.isFinite(after) && after > 0 ? { delayMs: after * 1_000 } : {};
    const retry = problem.code === 'bad-input' || !isTransient ? 'never' : 'later';
    const advice =
      status === 0 ? 'An EventSource goes on trying.' : 'An EventSource gives up for good at any answer but 200.';
    this.context.ended({ retry, problem, advice, ...(retry === 'later' ? delayMs : {}) });
  }

  private get retryMs(): number | null {
    const kept = this.context.memory.get('retryMs');
    return kept === undefined ? null : Number(kept);
  }

  private watchSilence(): void {
    this.silence?.cancel();
    const seconds = Number(this.profile.fields.silenceSeconds);
    if (!(seconds > 0)) return;
    this.silence = this.context.clock.setTimeout(() => {
      const message = `Nothing came for ${seconds} s, not even a heartbeat: the stream is taken for dead.`;
      this.over(
        { code: 'unreachable', message, hint: 'Does the server send comments as heartbeats?' },
        Buffer.alloc(0),
      );
    }, seconds * 1_000);
  }

  private recordClose(reason: string, direction: 'up' | 'down', unfinished: Buffer = Buffer.alloc(0)): void {
    this.context.record({
      kind: 'connection',
      action: 'close',
      direction,
      detail: {
        reason,
        events: this.events,
        livedMs: Math.round(this.context.clock.nowMs() - this.openedAtMs),
        ...(unfinished.length === 0 ? {} : { unfinishedBytes: unfinished.length }),
      },
      ...(unfinished.length === 0 ? {} : { body: unfinished }),
    });
  }

  private facts(): readonly SessionFact[] {
    const headers = this.answer?.headers ?? {};
    const facts: readonly (readonly [string, string])[] = [
      ['lastEventId', this.context.memory.get('lastEventId') ?? this.cursor],
      ['retry', this.retryMs === null ? '' : `${this.retryMs} ms`],
      ['server', String(headers.server ?? '')],
      ['compression', String(headers['content-encoding'] ?? '')],
      ['arrival', this.buffered],
    ];
    return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
  }

  private stop(): void {
    this.isOver = true;
    this.silence?.cancel();
    this.stream.close();
  }
}
