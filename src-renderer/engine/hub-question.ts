import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import type { EngineClient } from './engine-client';

export type HubCall =
  | 'hub.state'
  | 'hub.channels'
  | 'hub.connections'
  | 'app.list'
  | 'capture.use'
  | 'demo.state'
  | 'tls.state'
  | 'reach.state';

/** A hub that changes all the time is asked at most this often. */
const shortestGapMs = 200;

/**
 * A call without input, asked for all that want its answer together: every so often, and whenever the hub changed, never
 * twice at a time and not while the page is hidden. An answer that says the same as the one before stays the same object, so
 * that nothing is drawn anew for it.
 */
export class HubQuestion<N extends HubCall> {
  /** null before the first answer. */
  answer: CallOutput<N> | null = null;
  private text = '';
  /** Who waits, and how often it wants to know, ms. */
  private readonly listeners = new Map<() => void, number>();
  private readonly endings: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAsking = false;
  private isStale = false;
  private askedAt = 0;

  constructor(
    private readonly engine: EngineClient,
    private readonly name: N,
  ) {}

  subscribe(listener: () => void, refreshMs: number): () => void {
    this.listeners.set(listener, refreshMs);
    if (this.listeners.size === 1) this.begin();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  }

  private begin(): void {
    document.addEventListener('visibilitychange', this.ask);
    this.endings.push(
      this.engine.onSignal('hub.changed', () => this.changed()),
      this.engine.onState(this.ask),
      () => document.removeEventListener('visibilitychange', this.ask),
    );
    this.ask();
  }

  private end(): void {
    clearTimeout(this.timer);
    for (const end of this.endings.splice(0)) end();
    // What nobody followed is not known any more.
    this.answer = null;
    this.text = '';
  }

  private changed(): void {
    if (this.isAsking) this.isStale = true;
    else this.askIn(Math.max(0, this.askedAt + shortestGapMs - performance.now()));
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.ask, ms);
  }

  private readonly ask = (): void => {
    if (this.listeners.size === 0 || this.isAsking || document.hidden || this.engine.state !== 'up') return;
    this.isAsking = true;
    this.askedAt = performance.now();
    this.isStale = false;
    this.engine
      .call(this.name as CallName, undefined as CallInput<CallName>)
      .then(
        (answer) => this.take(answer as CallOutput<N>),
        () => {},
      )
      .finally(() => {
        this.isAsking = false;
        if (this.listeners.size > 0) this.askIn(this.isStale ? shortestGapMs : Math.min(...this.listeners.values()));
      });
  };

  private take(answer: CallOutput<N>): void {
    const text = JSON.stringify(answer);
    if (this.listeners.size === 0 || text === this.text) return;
    this.answer = answer;
    this.text = text;
    for (const listener of this.listeners.keys()) listener();
  }
}

const questions = new WeakMap<EngineClient, Map<HubCall, HubQuestion<HubCall>>>();

/** The one question of this name that is put to an engine. */
export function questionTo<N extends HubCall>(engine: EngineClient, name: N): HubQuestion<N> {
  const known = questions.get(engine) ?? new Map<HubCall, HubQuestion<HubCall>>();
  questions.set(engine, known);
  const question = known.get(name) ?? new HubQuestion<HubCall>(engine, name);
  known.set(name, question);
  return question as unknown as HubQuestion<N>;
}
