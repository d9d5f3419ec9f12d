import { WebSocket } from 'ws';

/** What the hub may do when `ws` is about to end a connection by itself because of what the peer sent. */
export type FailureListener = (code: number) => string;

/**
 * The WebSocket of one peer. When the peer breaks the protocol (too long, bad UTF-8, bad frame) `ws` closes with a bare
 * code; this gives the hub the moment before, so that what is queued goes out first and the close frame gets a reason.
 */
export class PeerSocket extends WebSocket {
  onFailure: FailureListener | null = null;

  override close(code?: number, data?: string | Buffer): void {
    if (code !== undefined && data === undefined && this.onFailure !== null && this.readyState === WebSocket.OPEN) {
      super.close(code, this.onFailure(code));
    } else {
      super.close(code, data);
    }
  }
}
