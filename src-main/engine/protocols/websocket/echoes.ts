import type { Clock, Timer } from '../../clock';

/** So many messages are waited for; older ones are forgotten. */
const remembered = 50;
/** So long a message that comes back may take. */
const patienceMs = 2_000;

/**
 * Whether what is sent comes back as it was, which tells an echo server, or a chat that does not leave its sender out, from
 * one that relays to the others (reference of the backends, 6.1). Nothing is sent to find out.
 */
export class Echoes {
  private readonly waiting: { readonly bytes: Buffer; readonly timer: Timer }[] = [];
  private back = 0;
  private lost = 0;

  constructor(
    private readonly clock: Clock,
    private readonly told: () => void,
  ) {}

  sent(bytes: Buffer): void {
    const one = {
      bytes: Buffer.from(bytes),
      timer: this.clock.setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        this.lost += 1;
        this.told();
      }, patienceMs),
    };
    this.waiting.push(one);
    if (this.waiting.length > remembered) this.waiting.shift()?.timer.cancel();
  }

  heard(bytes: Buffer): void {
    const at = this.waiting.findIndex((one) => one.bytes.equals(bytes));
    if (at === -1) return;
    const [one] = this.waiting.splice(at, 1);
    one?.timer.cancel();
    this.back += 1;
    this.told();
  }

  stop(): void {
    for (const { timer } of this.waiting.splice(0)) timer.cancel();
  }

  /** '' as long as nothing was sent that could have come back. */
  get words(): string {
    const all = this.back + this.lost;
    if (all === 0) return '';
    return this.back === 0
      ? `none of ${all} messages within 2 s: the server sends to the others only, or to nobody`
      : `${this.back} of ${all} messages: the server echoes, or sends to all with the sender`;
  }
}
