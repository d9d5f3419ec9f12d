import type { Seq } from '../../../contract/ids';
import type { ClientContext } from '../../clients/client-side';
import type { Timer } from '../../clock';

interface PingSocket {
  ping(bytes: Uint8Array): void;
  told(): void;
  lost(): void;
}

/** So many pings may wait for their pong; older ones are forgotten. */
const waitingPings = 100;

/** Pings and pongs of a WebSocket (RFC 6455 section 5.5.2): asked for, sent by themselves, and those of the server. */
export class Pings {
  private timer: Timer | null = null;
  private readonly waiting = new Map<string, { readonly seq: Seq; readonly atMs: number }>();
  private count = 0;
  private hasUnanswered = false;
  /** Of the last pong; '' if there was none. */
  roundTrip = '';

  constructor(
    private readonly context: ClientContext,
    private readonly everySeconds: number,
    private readonly socket: PingSocket,
  ) {}

  begin(): void {
    if (!(this.everySeconds > 0)) return;
    this.timer = this.context.clock.setInterval(() => {
      if (this.hasUnanswered) this.socket.lost();
      else this.beat();
    }, this.everySeconds * 1_000);
  }

  stop(): void {
    this.timer?.cancel();
  }

  /** Anything the server sent says that it is there. */
  alive(): void {
    this.hasUnanswered = false;
  }

  send(bytes: Buffer): Seq {
    const [oldest] = this.waiting.keys();
    if (this.waiting.size >= waitingPings && oldest !== undefined) this.waiting.delete(oldest);
    const seq = this.record('up', 'ping', bytes);
    this.waiting.set(bytes.toString('latin1'), { seq, atMs: this.context.clock.nowMs() });
    this.socket.ping(bytes);
    return seq;
  }

  /** The server's ping; the library has answered it. */
  heard(bytes: Buffer): void {
    this.alive();
    const seq = this.record('down', 'ping', bytes);
    this.record('up', 'pong', bytes, seq);
  }

  answered(bytes: Buffer): void {
    this.alive();
    const key = bytes.toString('latin1');
    const ping = this.waiting.get(key);
    this.waiting.delete(key);
    if (ping === undefined) {
      this.record('down', 'pong', bytes);
      return;
    }
    const tookMs = this.context.clock.nowMs() - ping.atMs;
    this.roundTrip = `${tookMs.toFixed(1)} ms`;
    this.record('down', 'pong', bytes, ping.seq, `answered after ${this.roundTrip}`);
    this.socket.told();
  }

  private beat(): void {
    this.count += 1;
    this.hasUnanswered = true;
    this.send(Buffer.from(`hubbub ${this.count}`));
  }

  private record(direction: 'up' | 'down', event: string, body: Buffer, cause?: Seq, summary?: string): Seq {
    return this.context.record({
      kind: 'ping',
      action: 'heartbeat',
      direction,
      event,
      body,
      ...(cause === undefined ? {} : { cause }),
      ...(summary === undefined ? {} : { summary }),
    });
  }
}
