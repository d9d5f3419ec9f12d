import type { JsonValue } from '../../../../contract/entry';
import type { MercureDialect } from '../../../../contract/mercure';
import type { HubConnection } from '../../../hub/connection';
import type { TopicSelector } from '../topic-selector';
import type { Grants } from './grants';

/** One open stream. */
export interface Subscriber {
  /** `urn:uuid:…`, new with every connection. */
  readonly id: string;
  readonly connection: HubConnection;
  /** What it spoke when it subscribed, and is told of subscriptions in. */
  readonly dialect: MercureDialect;
  /** As asked for, without repetition. */
  readonly selectors: readonly TopicSelector[];
  /** Which private updates it may get; null for none. */
  readonly grants: Grants | null;
  /** What its token says of it to watchers of the selector with this text; undefined for nothing. */
  payload(text: string): JsonValue | undefined;
  readonly openedAtMs: number;
  /** When its stream is to be ended, null for never, and what that is called. */
  readonly endsAtMs: number | null;
  readonly endReason: string;
  /** When it was last sent a sign of life. */
  commentAtMs: number;
}
