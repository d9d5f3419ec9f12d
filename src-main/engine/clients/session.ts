import type { StreamArrivals } from '../../contract/arrivals';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { ProblemError, toProblem } from '../../contract/problem';
import type { Profile } from '../../contract/profile';
import type { ServerFigures } from '../../contract/server-figures';
import type { SessionFact, SessionPhase, SessionSent, SessionState } from '../../contract/session';
import type { Recorder } from '../capture/recorder';
import type { Clock, Timer } from '../clock';
import { Attempt } from './attempt';
import type {
  ClientConnection,
  ClientEnd,
  ClientEntry,
  ClientSide,
  ProfileValues,
  ResolvedProfile,
} from './client-side';
import type { Dial } from './dial';
import { KeptFigures } from './kept-figures';
import { isReceived, maskEntry } from './masking';
import { SessionChannels } from './session-channels';

export interface SessionParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly dial: Dial;
  readonly recorder: Recorder;
  changed(): void;
}

/** A server that asks to come back at once gets that so often in a row; then the waits grow. */
const retriesAtOnce = 5;
/** A connection that held so long was a good one: the count of attempts starts anew, ms. */
const steadyMs = 10_000;

/** One profile while it runs: attempts, waits, the channels that are wanted. */
export class Session {
  private phase: SessionPhase = 'off';
  private sinceMs: number;
  private attempt = 0;
  private nextAttemptAtMs: number | null = null;
  private problem: Problem | null = null;
  private advice = '';
  private facts: readonly SessionFact[] = [];
  private connection: ClientConnection | null = null;
  private current: Attempt | null = null;
  private timer: Timer | null = null;
  private received = 0;
  private sent = 0;
  private readonly keptFigures = new KeptFigures();
  private isUnlocked = false;
  /** When the connection was lost that has not been made up for; null: none. */
  lostAtMs: number | null = null;
  readonly memory = new Map<string, string>();
  readonly channels: SessionChannels;

  constructor(
    private profile: Profile,
    private readonly side: ClientSide,
    private readonly resolve: () => { readonly profile: ResolvedProfile; readonly secrets: readonly string[] },
    private readonly parts: SessionParts,
  ) {
    this.sinceMs = parts.clock.nowMs();
    this.channels = new SessionChannels(profile.channels);
  }

  get state(): SessionState {
    const { profile, phase, sinceMs, attempt, nextAttemptAtMs, problem, advice, facts, channels, received, sent } =
      this;
    const isUnlocked = this.isUnlocked || !profile.isProduction;
    const shown = { channels: channels.list, found: channels.found };
    return {
      profile,
      phase,
      sinceMs,
      attempt,
      nextAttemptAtMs,
      problem,
      advice,
      facts,
      ...shown,
      isUnlocked,
      received,
      sent,
    };
  }

  /** Where it connects may have changed: a running one starts anew, since the old address is no longer meant. */
  replaceProfile(profile: Profile, hasNewSecrets: boolean): void {
    const isElsewhere = hasNewSecrets || JSON.stringify(profile.fields) !== JSON.stringify(this.profile.fields);
    if (isElsewhere || profile.target !== this.profile.target) this.isUnlocked = false;
    this.profile = profile;
    const wanted = this.channels.wantedNames;
    for (const name of wanted) if (!profile.channels.includes(name)) this.unsubscribe(name);
    for (const name of profile.channels) if (!wanted.includes(name)) this.subscribe(name, '');
    if (isElsewhere && this.phase !== 'off') {
      this.disconnect();
      this.connect();
    }
    this.parts.changed();
  }

  /** Begins, or tries again at once. */
  connect(): void {
    if (this.phase === 'connecting' || this.phase === 'connected') return;
    this.timer?.cancel();
    this.attempt = this.phase === 'waiting' ? this.attempt : 0;
    this.begin();
  }

  disconnect(): void {
    this.timer?.cancel();
    this.timer = null;
    this.silence();
    this.connection?.close();
    this.connection = null;
    this.channels.disconnected();
    this.facts = [];
    this.problem = null;
    this.advice = '';
    this.attempt = 0;
    this.lostAtMs = null;
    this.memory.clear();
    this.keptFigures.forget();
    this.enter('off');
  }

  subscribe(name: string, token: string): void {
    this.channels.want(name, token);
    if (this.phase === 'connected') {
      this.channels.change(name, { state: 'asked' });
      this.connection?.subscribe(name, token);
    }
    this.parts.changed();
  }

  unsubscribe(name: string): void {
    if (!this.channels.has(name)) return;
    if (this.phase === 'connected') this.connection?.unsubscribe(name);
    this.channels.drop(name);
    this.parts.changed();
  }

  unlock(isUnlocked: boolean): void {
    this.isUnlocked = isUnlocked;
    this.parts.changed();
  }

  /** Rejects with a ProblemError: 'refused' while it is locked or not connected, and as the protocol says. */
  async send(values: ProfileValues): Promise<SessionSent> {
    if (this.profile.isProduction && !this.isUnlocked) {
      const message = `${this.profile.name} is taken for a production system: nothing was sent.`;
      throw new ProblemError(
        'refused',
        message,
        'Unlock sending for this sitting, or say in the profile that it is none.',
      );
    }
    if (this.connection === null || this.phase !== 'connected') {
      throw new ProblemError(
        'refused',
        `${this.profile.name} is not connected: nothing was sent.`,
        'Connect it first.',
      );
    }
    const result = await this.connection.send(values);
    this.sent += 1;
    this.parts.changed();
    return result;
  }

  /** null where the protocol has none, and before the first connection; while it is lost those of before. */
  figures(): ServerFigures | null {
    return this.phase === 'connected' ? this.keptFigures.before(this.toldFigures) : this.keptFigures.alone();
  }

  private get toldFigures(): ServerFigures | null {
    return this.connection?.figures?.() ?? null;
  }

  /** null while it is not connected, and where nothing comes as an event stream. */
  arrivals(): StreamArrivals | null {
    return this.phase === 'connected' ? (this.connection?.arrivals?.() ?? null) : null;
  }

  private begin(): void {
    this.timer = null;
    this.attempt += 1;
    this.nextAttemptAtMs = null;
    this.enter('connecting');
    this.current = null;
    try {
      const { profile, secrets } = this.resolve();
      const attempt = new Attempt(this.parts, this.profile, maskEntry(secrets), this);
      this.current = attempt;
      const connection = this.side.connect(attempt, profile);
      // It may have ended while it began.
      if (!attempt.isOver) this.connection = connection;
    } catch (error) {
      this.silence();
      this.over({ retry: 'never', problem: toProblem(error), advice: '' });
    }
  }

  opened(facts: readonly SessionFact[]): void {
    this.facts = facts;
    this.problem = null;
    this.advice = '';
    this.enter('connected');
    for (const name of this.channels.names) {
      this.channels.change(name, { state: 'asked', problem: null });
      this.connection?.subscribe(name, this.channels.token(name));
    }
  }

  tell(change: { facts?: readonly SessionFact[]; problem?: Problem | null }): void {
    if (change.facts !== undefined) this.facts = change.facts;
    if (change.problem !== undefined) this.problem = change.problem;
    this.parts.changed();
  }

  count(entry: ClientEntry): void {
    if (!isReceived(entry)) return;
    this.received += 1;
    this.parts.changed();
  }

  over({ retry, delayMs, problem, advice }: ClientEnd): void {
    const { clock } = this.parts;
    if (this.phase === 'connected') {
      this.lostAtMs ??= clock.nowMs();
      this.keptFigures.lost(this.figures(), clock.nowMs());
    }
    if (this.phase === 'connected' && clock.nowMs() - this.sinceMs >= steadyMs) this.attempt = 0;
    this.connection = null;
    this.channels.disconnected();
    this.facts = [];
    this.problem = problem;
    this.advice = advice;
    if (retry === 'never') {
      this.enter('failed');
      return;
    }
    const isAtOnce = retry === 'now' && this.attempt <= retriesAtOnce;
    const waitMs = isAtOnce ? 0 : (delayMs ?? this.grownMs());
    this.nextAttemptAtMs = clock.nowMs() + waitMs;
    this.timer = clock.setTimeout(() => this.begin(), waitMs);
    this.enter('waiting');
  }

  /** Nothing the attempt still says is heard. */
  private silence(): void {
    if (this.current !== null) this.current.isOver = true;
  }

  /** 1 s, 2 s, 4 s … each a fifth more or less, so that many do not come back in step. */
  private grownMs(): number {
    const grown = Math.min(limits.retryMs, 1_000 * 2 ** Math.max(0, this.attempt - 1));
    return Math.round(grown * (0.8 + 0.4 * this.parts.random()));
  }

  private enter(phase: SessionPhase): void {
    this.phase = phase;
    this.sinceMs = this.parts.clock.nowMs();
    if (phase !== 'waiting') this.nextAttemptAtMs = null;
    this.parts.changed();
  }
}
