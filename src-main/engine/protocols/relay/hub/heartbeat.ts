import type { Clock, Timer } from '../../../clock';
import type { HubContext } from '../../../hub/hub-context';
import { app, protocol } from './names';
import type { RelayPeer } from './peer';

/** RFC 6455 section 7.4.1: a normal end; Ratchet's keep-alive closes with it too. */
const normal = 1000;

/**
 * Pings everybody every so often, as Ratchet 0.4's App does every 30 s: whoever has not been heard since the ping before is
 * closed. One entry stands for a whole round.
 */
export class Heartbeat {
  private timer: Timer | null = null;

  constructor(
    private readonly context: HubContext,
    private readonly peers: ReadonlySet<RelayPeer>,
    private readonly clock: Clock = context.clock,
  ) {}

  /** From now on every so many seconds; 0 for never. */
  every(seconds: number): void {
    this.timer?.cancel();
    for (const peer of this.peers) {
      peer.isHeard = true;
    }
    this.timer = seconds === 0 ? null : this.clock.setInterval(() => this.round(), seconds * 1_000);
  }

  stop(): void {
    this.timer?.cancel();
  }

  private round(): void {
    const silent = [...this.peers].filter(({ isHeard }) => !isHeard);
    for (const { connection } of silent) {
      connection.close(normal, 'No pong came since the last ping.');
    }
    const heard = [...this.peers].filter(({ isHeard, connection }) => isHeard && connection.isOpen);
    if (heard.length === 0) {
      return;
    }
    const frame = this.context.encodePing(Buffer.from('hubbub'));
    const seq = this.context.recorder.record({
      kind: 'ping',
      action: 'heartbeat',
      direction: 'down',
      protocol,
      app,
      event: 'WebSocket ping',
      body: frame.payload,
      summary: `Ping to ${heard.length === 1 ? 'one connection' : `${heard.length} connections`}`,
    });
    const outgoing = { bytes: frame.bytes, seq, isHeartbeat: true } as const;
    for (const peer of heard) {
      peer.isHeard = false;
      peer.connection.send(outgoing);
    }
  }
}
