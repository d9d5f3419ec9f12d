import type { HubContext } from '../../../hub/hub-context';
import type { MercureSettings } from '../settings';
import type { GrantTable } from './grants';
import type { Counts } from './health';
import type { History } from './history';
import type { DialectFinder } from './request-dialect';
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
  readonly history: History;
  readonly dialects: DialectFinder;
  /** null where the role has no keys. */
  readonly publisher: TokenVerifier | null;
  readonly subscriber: TokenVerifier | null;
  /** Since the hub was started. */
  counts(): Counts;
  counted(what: keyof Counts): void;
}
