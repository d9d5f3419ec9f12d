import type { PassedThrough } from '../../contract/hub';
import type { Seq } from '../../contract/ids';

/** What its protocol knows about a connection. */
export interface ConnectionLabel {
  /** The protocol's own name for the connection, '' if it has none. */
  readonly socketId: string;
  readonly user: string;
  readonly channels: readonly string[];
  /** Client library as it told, with its version: "js 8.6.0, protocol 7". Absent if it told none. */
  readonly library?: string;
  /** Where it is passed through to; absent where the hub serves it itself. */
  readonly passed?: PassedThrough;
}

/** How somebody at the screen ends a connection. */
export interface Dismissal {
  /** Whether the page is to come back by itself, or stay away until it is told to connect. */
  readonly mayReturn: boolean;
  readonly reason: string;
}

/** The protocol's side of a connection. */
export interface ConnectionReceiver {
  /** Id of the app it belongs to. */
  readonly app: string;
  /** A whole text message, its bytes as received; the buffer is valid during the call only. */
  onText(data: Buffer): void;
  onBinary(data: Buffer): void;
  /** A ping or pong of the WebSocket itself; pings have been answered. */
  onControl(): void;
  /** The connection is gone; `closeSeq` is its close entry (0 for one that was refused), `code` what it says. */
  onClose(closeSeq: Seq, code: number): void;
  label(): ConnectionLabel;
  /** Ends it from our side, with what the protocol says for that. Absent: a plain close frame says it. */
  dismiss?(dismissal: Dismissal): void;
}

const nothing = (): void => {};
const label = { socketId: '', user: '', channels: [] };

/** For a peer that is only told why it is refused: whatever it still says is not heard. */
export const silentReceiver: ConnectionReceiver = {
  app: '',
  onText: nothing,
  onBinary: nothing,
  onControl: nothing,
  onClose: nothing,
  label: () => label,
};
