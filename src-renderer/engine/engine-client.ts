import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import type { SignalName, SignalValue } from '../../src-main/contract/engine-signals';
import type { Port, PortMessage } from '../../src-main/contract/port';
import { ProblemError } from '../../src-main/contract/problem';
import type { Host } from '../host/host';

export type EngineState = 'connecting' | 'up' | 'lost';
type Listener = (value: never) => void;

const retryMs = [100, 250, 500, 1_000, 2_000];

/** The engine as the page sees it: typed calls and signals over whatever port the host opens, opened again when it ends. */
export class EngineClient {
  private port: Port | null = null;
  private lastId = 0;
  private attempts = 0;
  private readonly waiting = new Map<number, (message: PortMessage) => void>();
  private readonly signals = new Map<SignalName, Set<Listener>>();
  private readonly stateListeners = new Set<() => void>();
  state: EngineState = 'connecting';

  constructor(private readonly host: Host) {}

  connect(): void {
    this.host.openPort().then(
      (port) => this.use(port),
      () => this.retry(),
    );
  }

  /** Rejects with a ProblemError; 'engine-gone' if there is no engine, or it went before it answered. */
  call<N extends CallName>(name: N, input: CallInput<N>, signal?: AbortSignal): Promise<CallOutput<N>> {
    const { port } = this;
    if (port === null) {
      return Promise.reject(engineGone());
    }
    this.lastId += 1;
    const id = this.lastId;
    signal?.addEventListener('abort', () => port.post({ type: 'cancel', id }), { once: true });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (message) => {
        if (message.type === 'answer') resolve(message.output as CallOutput<N>);
        else if (message.type === 'problem') {
          const { code, message: words, hint } = message.problem;
          reject(new ProblemError(code, words, hint));
        }
      });
      port.post({ type: 'call', id, name, input });
    });
  }

  /** Returns how to stop listening. */
  onSignal<N extends SignalName>(name: N, listener: (value: SignalValue<N>) => void): () => void {
    const listeners = this.signals.get(name) ?? new Set();
    this.signals.set(name, listeners.add(listener as Listener));
    return () => listeners.delete(listener as Listener);
  }

  onState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  private use(port: Port): void {
    this.port = port;
    this.attempts = 0;
    port.onMessage((message) => this.take(message as PortMessage));
    port.onClose(() => this.lost());
    this.setState('up');
  }

  private take(message: PortMessage): void {
    if (message.type === 'signal') {
      for (const listener of this.signals.get(message.name as SignalName) ?? []) listener(message.value as never);
    } else if (message.type === 'answer' || message.type === 'problem') {
      const answer = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      answer?.(message);
    }
  }

  private lost(): void {
    this.port = null;
    const problem = engineGone();
    for (const [id, answer] of this.waiting) answer({ type: 'problem', id, problem });
    this.waiting.clear();
    this.retry();
  }

  private retry(): void {
    this.setState('lost');
    const delay = retryMs[Math.min(this.attempts, retryMs.length - 1)];
    this.attempts += 1;
    setTimeout(() => this.connect(), delay);
  }

  private setState(state: EngineState): void {
    this.state = state;
    for (const listener of this.stateListeners) listener();
  }
}

/** What a call meets that has no engine to go to. */
export function engineGone(): ProblemError {
  return new ProblemError('engine-gone', 'The engine is not there.', 'Hubbub goes on trying to reach it.');
}
