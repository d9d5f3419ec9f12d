import { CallClient, engineGone, SignalListeners } from '../../src-main/contract/call-client';
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/engine-calls';
import type { SignalName, SignalValue } from '../../src-main/contract/engine-signals';
import type { Port } from '../../src-main/contract/port';
import type { Host } from '../host/host';

export type EngineState = 'connecting' | 'up' | 'lost';

const retryMs = [100, 250, 500, 1_000, 2_000];

/** The engine as the page sees it: typed calls and signals over whatever port the host opens, opened again when it ends. */
export class EngineClient {
  private calls: CallClient | null = null;
  private attempts = 0;
  private readonly signals = new SignalListeners();
  private readonly stateListeners = new Set<() => void>();
  state: EngineState = 'connecting';

  constructor(private readonly host: Pick<Host, 'openPort'>) {}

  connect(): void {
    this.host.openPort().then(
      (port) => this.use(port),
      () => this.retry(),
    );
  }

  /** Rejects with a ProblemError; 'engine-gone' if there is no engine, or it went before it answered. */
  call<N extends CallName>(name: N, input: CallInput<N>, signal?: AbortSignal): Promise<CallOutput<N>> {
    return this.calls?.call(name, input, signal) ?? Promise.reject(engineGone());
  }

  /** Returns how to stop listening. */
  onSignal<N extends SignalName>(name: N, listener: (value: SignalValue<N>) => void): () => void {
    return this.signals.on(name, listener);
  }

  onState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  private use(port: Port): void {
    this.attempts = 0;
    const lost = () => {
      this.calls = null;
      this.retry();
    };
    this.calls = new CallClient(port, lost, this.signals);
    this.setState('up');
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
