import type { ConnectionId, Seq } from './ids';
import type { Problem } from './problem';

export type ChannelKind = 'public' | 'private' | 'presence';

/** One bound address of the hub, or one that could not be bound. */
export interface ListenerState {
  /** http://127.0.0.1:6001 */
  readonly url: string;
  readonly state: 'listening' | 'skipped' | 'failed';
  readonly problem: Problem | null;
}

/** An app as the page may see it: the secret is masked as `length` and a short hash. */
export interface AppInfo {
  readonly id: string;
  readonly key: string;
  readonly secretLength: number;
  readonly secretHash: string;
}

export interface ChannelSummary {
  readonly app: string;
  readonly protocol: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly subscribers: number;
  /** Distinct users; null unless presence. */
  readonly members: number | null;
  /** Publishes and client events since the channel was first seen in this run. */
  readonly messages: number;
  /** Average over the last 5 s. */
  readonly messagesPerSecond: number;
  /** Refused subscriptions and publishes since it was first seen. */
  readonly refusals: number;
  /** Code of the newest refusal, null if none. */
  readonly lastRefusalCode: number | null;
}

export interface Member {
  readonly userId: string;
  /** JSON text of user_info, '' if none. */
  readonly info: string;
  readonly connections: readonly ConnectionId[];
}

export interface ConnectionSummary {
  readonly id: ConnectionId;
  readonly protocol: string;
  readonly app: string;
  readonly socketId: string;
  readonly user: string;
  /** Origin header, '' if none was sent. */
  readonly origin: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  readonly openedAtMs: number;
  readonly channels: readonly string[];
  readonly state: 'open' | 'slow';
  readonly lastWrittenSeq: Seq;
  readonly unsentBytes: number;
}

export interface HubState {
  readonly listeners: readonly ListenerState[];
  readonly apps: readonly AppInfo[];
  readonly connections: number;
  /** Messages a second in and out, average over the last 5 s. */
  readonly messagesPerSecond: number;
}

/** A message being composed, for the hub itself to send. */
export interface Draft {
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  /** The JSON text (or plain text) as typed; it goes out as the event's data. */
  readonly data: string;
  readonly excludeSocketId: string;
}

export type SendResult =
  | { readonly ok: true; readonly publish: Seq; readonly matched: number; readonly excluded: number }
  /** `refused`: the entry that keeps the refusal; none where there was nothing to send it to. */
  | { readonly ok: false; readonly problem: Problem; readonly refused?: Seq };
