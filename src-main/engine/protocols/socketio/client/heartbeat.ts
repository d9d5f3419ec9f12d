import type { Clock, Timer } from '../../../clock';

interface HeartbeatEvents {
  /** Engine.IO 3: it is our turn to ask. */
  ping(): void;
  lost(reason: string): void;
}

/** Engine.IO 3: the client pings. Engine.IO 4: the server does. Either is lost when the other stays silent. */
export class Heartbeat {
  private timer: Timer | null = null;
  private pingTimer: Timer | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: HeartbeatEvents,
  ) {}

  begin(version: 3 | 4, intervalMs: number, timeoutMs: number): void {
    this.stop();
    if (version === 3) this.pingTimer = this.clock.setInterval(() => this.events.ping(), intervalMs);
    const patienceMs = intervalMs + timeoutMs;
    const seconds = (patienceMs / 1_000).toLocaleString('en');
    this.heard = () => {
      this.timer?.cancel();
      this.timer = this.clock.setTimeout(
        () => this.events.lost(`Nothing came from the server for ${seconds} s.`),
        patienceMs,
      );
    };
    this.heard();
  }

  heard: () => void = () => {};

  stop(): void {
    this.heard = () => {};
    this.timer?.cancel();
    this.pingTimer?.cancel();
  }
}
