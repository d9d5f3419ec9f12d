import type { AppInfo } from './app';
import type { ConnectionId, Seq } from './ids';
import type { Problem } from './problem';
import type { ReachWay } from './reach';
import type { TeamState } from './team';

export type ChannelKind = 'public' | 'private' | 'presence';

/** One bound address of the hub, or one that could not be bound. */
export interface ListenerState {
  /** http://127.0.0.1:6001 */
  readonly url: string;
  readonly state: 'listening' | 'skipped' | 'failed';
  readonly problem: Problem | null;
  /** By whom it is for, besides this computer. */
  readonly way?: ReachWay;
  /** A port above that is free, where the port is taken; null if none is near. */
  readonly freePort?: number | null;
}

export interface ChannelSummary {
  readonly app: string;
  readonly protocol: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly subscribers: number;
  /** Those that other nodes of a team have besides; absent where there are none. */
  readonly onOtherNodes?: number;
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

/** A connection that has a real server behind it. */
export interface PassedThrough {
  /** Its address. */
  readonly to: string;
  readonly connectedInMs: number;
  /** What the way through the hub cost its frames, both directions; null before the first. */
  readonly added: { readonly meanMs: number; readonly mostMs: number } | null;
}

export interface ConnectionSummary {
  readonly id: ConnectionId;
  readonly protocol: string;
  readonly app: string;
  readonly socketId: string;
  readonly user: string;
  /** Origin header, '' if none was sent. */
  readonly origin: string;
  /** Referer header where one was sent (browsers send none with a WebSocket), else the origin. */
  readonly page: string;
  readonly userAgent: string;
  /** The User-Agent in a few words: "Firefox 145 on Linux", "okhttp 4.12". '' if none was sent. */
  readonly agent: string;
  /** Client library as it told: "js 8.6.0, protocol 7". '' if it told none. */
  readonly library: string;
  /** null where the hub serves it itself. */
  readonly passed: PassedThrough | null;
  readonly remoteAddress: string;
  readonly openedAtMs: number;
  /** Of a closed one: those it was on when it closed. */
  readonly channels: readonly string[];
  /** slow: reads slower than it is sent to. */
  readonly state: 'open' | 'slow' | 'closed';
  /** null unless the state is closed. */
  readonly closed: ConnectionClosed | null;
  /** When the last message went up or down, milliseconds since the epoch; null if none did. Heartbeats are no messages. */
  readonly lastMessageAtMs: number | null;
  readonly messagesUp: number;
  readonly messagesDown: number;
  /** Bytes of messages up, bytes of frames down. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly lastWrittenSeq: Seq;
  readonly unsentBytes: number;
}

/** How a connection ended. */
export interface ConnectionClosed {
  readonly atMs: number;
  /** Its close entry. */
  readonly seq: Seq;
  readonly code: number;
  readonly reason: string;
  /** True if the hub closed it. */
  readonly isOwn: boolean;
}

export interface HubState {
  readonly listeners: readonly ListenerState[];
  readonly apps: readonly AppInfo[];
  readonly connections: number;
  /** Messages a second in and out, average over the last 5 s. */
  readonly messagesPerSecond: number;
  /** Resident memory of the engine's process, its capture and workers among it. */
  readonly memoryBytes: number;
  /** null where the hub stands alone by itself. */
  readonly team: TeamState | null;
}

/** A message being composed, for the hub itself to send. */
export interface Draft {
  /** Id of the protocol to send it by. Absent: the one somebody listens by, else the first. */
  readonly protocol?: string;
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  /** The JSON text (or plain text) as typed; it goes out as the event's data. */
  readonly data: string;
  readonly excludeSocketId: string;
  /**
   * Sent as this connection would send it: a client event, which its others on the channel get. '' or absent: published as
   * an app server would.
   */
  readonly asSocketId?: string | undefined;
  /** More channels the one message belongs to; Mercure's alternate topics. */
  readonly alternates?: readonly string[] | undefined;
  /** Only for those whose token grants it. */
  readonly isPrivate?: boolean | undefined;
  /** Its own id; '' or absent: the hub makes one. */
  readonly id?: string | undefined;
  /** Reconnection time receivers are told, ms, as typed; '' or absent: none. */
  readonly retry?: string | undefined;
}

/** A message whose receivers are asked for before it is sent. */
export type PreviewedDraft = Pick<
  Draft,
  'protocol' | 'app' | 'channel' | 'excludeSocketId' | 'alternates' | 'isPrivate'
>;

/** How many would get it now: those subscribed, and those of them it is not for. */
export interface Preview {
  readonly matched: number;
  readonly excluded: number;
  /** Subscribed as well, without the right to get a private one; not among the matched. */
  readonly denied?: number;
}

export type SendResult =
  | { readonly ok: true; readonly publish: Seq; readonly matched: number; readonly excluded: number }
  /** `refused`: the entry that keeps the refusal; none where there was nothing to send it to. */
  | { readonly ok: false; readonly problem: Problem; readonly refused?: Seq };
