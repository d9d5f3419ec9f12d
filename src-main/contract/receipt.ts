import type { ConnectionId, Seq } from './ids';

/**
 * What became of one publish for one connection. There is no acknowledgement in these protocols, so nothing here
 * says when or whether a page saw it. `unknown` is for connections that were open when the engine died: what their
 * sockets had taken by then was not recorded.
 */
export type DeliveryState = 'written' | 'buffered' | 'cut' | 'excluded' | 'unknown';

export interface Recipient {
  readonly connection: ConnectionId;
  readonly socketId: string;
  /** User id on a presence channel or of a sign-in, '' if unknown. */
  readonly user: string;
  /** Short name of the browser or library, '' if unknown. */
  readonly agent: string;
  readonly state: DeliveryState;
}

/** A connection that was there and did not match, though it looks as if it was meant: `orders` against `private-orders`. */
export interface NearMiss {
  readonly connection: ConnectionId;
  readonly socketId: string;
  readonly channel: string;
}

/** matched = written + buffered + cut + excluded + unknown, always. */
export interface ChannelReceipt {
  readonly channel: string;
  readonly matched: number;
  readonly written: number;
  readonly buffered: number;
  readonly cut: number;
  readonly excluded: number;
  readonly unknown: number;
  /** At most limits.receiptRecipients; `matched` counts all. */
  readonly recipients: readonly Recipient[];
  /** Only where nobody matched: who was subscribed at that moment to something that looks like it. */
  readonly nearMisses: readonly NearMiss[];
}

/** Receipt of the publish that entry `seq` is, or follows from; a delivery to one connection alone has its own. */
export interface Receipt {
  readonly publish: Seq;
  readonly channels: readonly ChannelReceipt[];
  /** Reason if the publish was turned away. */
  readonly refused: string | null;
  /** Asked to be excluded by the sender, as sent; '' if none was asked. */
  readonly excludedSocketId: string;
  readonly excludedKnown: boolean;
}
