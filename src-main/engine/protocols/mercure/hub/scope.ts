import type { HubContext } from '../../../hub/hub-context';
import type { MercureSettings } from '../settings';
import type { GrantTable } from './grants';
import type { SubscriberTable } from './subscriber-table';
import type { TopicTable } from './topic-table';
import type { TokenVerifier } from './verify-token';

/** What all parts of the Mercure hub share. */
export interface MercureScope {
  readonly context: HubContext;
  readonly settings: MercureSettings;
  readonly subscribers: SubscriberTable;
  readonly topics: TopicTable;
  readonly grants: GrantTable;
  /** null where the role has no keys. */
  readonly publisher: TokenVerifier | null;
  readonly subscriber: TokenVerifier | null;
}
