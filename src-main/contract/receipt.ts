import type { EntryBody } from './entry';
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

/**
 * A connection that was there and got nothing. `grant`: it asked for it, and its token does not grant it; `topic`: it asked
 * for other topics. Without either its channel only looks as if it was meant: `orders` against `private-orders`.
 */
export interface NearMiss {
  readonly connection: ConnectionId;
  readonly socketId: string;
  readonly channel: string;
  readonly why?: 'topic' | 'grant';
}

/** matched = written + buffered + cut + excluded + unknown, always. */
export interface ChannelReceipt {
  /** One channel; where one message goes to several, all of them. */
  readonly channel: string;
  readonly matched: number;
  readonly written: number;
  readonly buffered: number;
  readonly cut: number;
  readonly excluded: number;
  readonly unknown: number;
  /** At most limits.receiptRecipients; `matched` counts all. */
  readonly recipients: readonly Recipient[];
  /** Who was there at that moment and got nothing; where a name is all it takes, only if nobody matched. */
  readonly nearMisses: readonly NearMiss[];
}

/** Pure: who gets a publish, where a subscription may reach many channels, or rights are needed besides. */
export interface AudienceRule {
  /** Whether a subscription to `subscribed` gets what is published to any of `channels`. */
  reaches(subscribed: string, channels: readonly string[]): boolean;
  /** Whether these rights, as the open entry of a connection has them, are enough for a publish. */
  admits(publish: Pick<EntryBody, 'detail'>, channels: readonly string[], rights: string): boolean;
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
  /** It was let in although its signature could not be checked: the secret of its app is not known. */
  readonly isUnchecked?: true;
}
