/**
 * What went over one connection. Heartbeats count as bytes, not as messages: a page that only answers pings has said
 * nothing.
 */
export class ConnectionTraffic {
  messagesUp = 0;
  messagesDown = 0;
  bytesUp = 0;
  bytesDown = 0;
  /** Milliseconds since the epoch; null while nothing was said. */
  lastMessageAtMs: number | null = null;
  private lastBeforeMs: number | null = null;

  /** A message of the peer, before its protocol has looked at it. */
  up(bytes: number, atMs: number): void {
    this.messagesUp += 1;
    this.bytesUp += bytes;
    this.lastBeforeMs = this.lastMessageAtMs;
    this.lastMessageAtMs = atMs;
  }

  /** The message that came last was a heartbeat of the protocol. */
  wasHeartbeat(): void {
    this.messagesUp -= 1;
    this.lastMessageAtMs = this.lastBeforeMs;
  }

  /** One write of this connection: so many messages and bytes. */
  down(messages: number, bytes: number, atMs: number): void {
    this.bytesDown += bytes;
    if (messages > 0) {
      this.messagesDown += messages;
      this.lastMessageAtMs = atMs;
    }
  }
}
