import type { CallInput, CallName, CallOutput } from './engine-calls';
import type { SignalName, SignalValue } from './engine-signals';
import type { Port, PortMessage } from './port';
import { asError, ProblemError } from './problem';

type Listener = (value: never) => void;

/** Only what is used of an AbortSignal, so that this works wherever there is one. */
export interface GiveUp {
  addEventListener(type: 'abort', listener: () => void, options: { once: true }): void;
}

/** Who wants to be told of which signal; outlives a port, so that a page that reconnects goes on listening. */
export class SignalListeners {
  private readonly byName = new Map<SignalName, Set<Listener>>();

  /** Returns how to stop listening. */
  on<N extends SignalName>(name: N, listener: (value: SignalValue<N>) => void): () => void {
    const listeners = this.byName.get(name) ?? new Set();
    this.byName.set(name, listeners.add(listener as Listener));
    return () => listeners.delete(listener as Listener);
  }

  /** A signal that nobody listens to, or that is not known here, is nothing. */
  tell(name: string, value: unknown): void {
    for (const listener of this.byName.get(name as SignalName) ?? []) listener(value as never);
  }
}

/** The asking end of a port: typed calls, and signals. One for the page and for the commands. */
export class CallClient {
  private lastId = 0;
  private isGone = false;
  private readonly waiting = new Map<number, (message: PortMessage) => void>();

  /** `onGone` is told once, when the engine or the way to it is gone; calls that wait are rejected before that. */
  constructor(
    private readonly port: Port,
    onGone: () => void,
    readonly signals: SignalListeners = new SignalListeners(),
  ) {
    port.onMessage((message) => this.take(message as PortMessage));
    port.onClose(() => {
      this.isGone = true;
      for (const [id, answer] of this.waiting) answer({ type: 'problem', id, problem: engineGone() });
      this.waiting.clear();
      onGone();
    });
  }

  /** Rejects with a ProblemError; 'engine-gone' if the engine went before it answered. */
  call<N extends CallName>(name: N, input: CallInput<N>, giveUp?: GiveUp): Promise<CallOutput<N>> {
    if (this.isGone) {
      return Promise.reject(engineGone());
    }
    this.lastId += 1;
    const id = this.lastId;
    const cancel = () => {
      if (this.waiting.has(id)) this.port.post({ type: 'cancel', id });
    };
    giveUp?.addEventListener('abort', cancel, { once: true });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (message) => {
        if (message.type === 'answer') resolve(message.output as CallOutput<N>);
        else if (message.type === 'problem') reject(asError(message.problem));
      });
      this.port.post({ type: 'call', id, name, input });
    });
  }

  close(): void {
    this.port.close();
  }

  private take(message: PortMessage): void {
    if (message.type === 'signal') {
      this.signals.tell(message.name, message.value);
    } else if (message.type === 'answer' || message.type === 'problem') {
      const answer = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      answer?.(message);
    }
  }
}

export function engineGone(): ProblemError {
  return new ProblemError('engine-gone', 'The engine is not there.', 'Hubbub goes on trying to reach it.');
}
