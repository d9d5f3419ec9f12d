import type { ClientContext } from '../../../clients/client-side';
import type { Timer } from '../../../clock';

const patienceMs = 10_000;
const waitingAcks = 1_000;

/** Acknowledgements that are waited for. Bounded; none is made up where none comes. */
export class Acks {
  private readonly waiting = new Map<
    number,
    { readonly timer: Timer; readonly tell: (words: string) => void; readonly atMs: number }
  >();
  private next = 0;

  constructor(private readonly context: ClientContext) {}

  /** null: too many wait. */
  expect(): { readonly id: number; readonly words: Promise<string> } | null {
    if (this.waiting.size >= waitingAcks) return null;
    const id = this.next;
    this.next += 1;
    const { clock } = this.context;
    const words = new Promise<string>((tell) => {
      const none = `No acknowledgement within ${patienceMs / 1_000} s: the server may have no handler for it.`;
      const timer = clock.setTimeout(() => this.settle(id, none), patienceMs);
      this.waiting.set(id, { timer, tell, atMs: clock.nowMs() });
    });
    return { id, words };
  }

  heard(id: number, json: string): void {
    const one = this.waiting.get(id);
    if (one !== undefined)
      this.settle(
        id,
        `Acknowledged after ${(this.context.clock.nowMs() - one.atMs).toFixed(1)} ms: ${json.slice(0, 200)}`,
      );
  }

  stop(): void {
    for (const id of [...this.waiting.keys()]) this.settle(id, 'The connection ended before an acknowledgement came.');
  }

  private settle(id: number, words: string): void {
    const one = this.waiting.get(id);
    this.waiting.delete(id);
    one?.timer.cancel();
    one?.tell(words);
  }
}
