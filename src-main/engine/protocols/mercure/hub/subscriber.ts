import type { JsonValue } from '../../../../contract/entry';
import type { HubConnection } from '../../../hub/connection';
import type { Grants } from './grants';

/** One open stream. */
export interface Subscriber {
  /** `urn:uuid:…`, new with every connection. */
  readonly id: string;
  readonly connection: HubConnection;
  /** Selectors as asked for, without repetition. */
  readonly selectors: readonly string[];
  /** Which private updates it may get; null for none. */
  readonly grants: Grants | null;
  /** `mercure.payload` of its token, undefined if there is none. */
  readonly payload: JsonValue | undefined;
  readonly openedAtMs: number;
  /** When its stream is to be ended, null for never, and what that is called. */
  readonly endsAtMs: number | null;
  readonly endReason: string;
  /** When it was last sent a sign of life. */
  commentAtMs: number;
}
