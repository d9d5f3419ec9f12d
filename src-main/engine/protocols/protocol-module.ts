import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { EntryBody } from '../../contract/entry';
import type { ChannelSummary, Draft, Member, Preview, PreviewedDraft, SendResult } from '../../contract/hub';
import type { ConnectionId, Seq } from '../../contract/ids';
import type { Explanation, Message } from '../../contract/message';
import type { ProtocolDescriptor } from '../../contract/protocol';
import type { AudienceRule } from '../../contract/receipt';
import type { ConnectionStatisticsEntry } from '../../contract/statistics';
import type { ClientSide } from '../clients/client-side';

/** Pure and total translation between frames and messages. No I/O, no exceptions. */
export interface Codec {
  decode(frame: Uint8Array): Message;
  encode(message: { event: string; channel: string; data: unknown }): Buffer;
  /** What the inspector shows of an entry of this protocol; `maxDataBytes` is the limit of its app, where that is known. */
  explain(entry: EntryBody, maxDataBytes?: number): Explanation;
}

/** What a protocol does on the hub's listeners. `Context` is what the hub hands it (see hub/hub-context.ts). */
export interface HubSide<Context> {
  /** Paths this protocol answers, WebSocket upgrades and HTTP alike. */
  owns(path: string): boolean;
  /** Whether it answers this request, or upgrade, whoever else owns its path. Absent where it never does. */
  claims?(request: IncomingMessage): boolean;
  /**
   * Whether it now takes WebSockets at paths that no protocol owns and that are not evidently meant for one. Absent where it
   * never does.
   */
  takesOthers?(): boolean;
  /** Pure: whether who named channel `meant` may well have meant `other` (orders against private-orders). */
  looksAlike(meant: string, other: string): boolean;
  /** Absent where a subscription is to the one channel it names, and is all it takes. */
  readonly audience?: AudienceRule;
  /** Secrets of its settings: never to be shown. */
  secrets?(): readonly string[];
  start(context: Context): HubService;
}

/** A message that a broker handed to the hub, for whoever listens to the channel. */
export interface FedMessage {
  /** Where it came from: an address without its credentials. */
  readonly source: string;
  /** What the broker has it under: a Redis channel with its prefix, a routing key. */
  readonly name: string;
  /** As the broker had it; valid during the call only. */
  readonly payload: Buffer;
  /** '' is every channel there is. */
  readonly channel: string;
  /** Id of the app it is of; '' where there is none. */
  readonly app: string;
  /** What an application broadcast with it; null where the payload itself is the message. */
  readonly broadcast: {
    readonly event: string;
    /** JSON text. */
    readonly data: string;
    /** Socket id of the connection it is not for, '' if for all. */
    readonly socketId: string;
  } | null;
}

/** Who listens by one protocol to what is published by another. */
export interface Audience {
  /** The channel as this protocol names it. */
  readonly channel: string;
  /** Before exclusion. */
  readonly matched: number;
  /** The connection that is left out, if it is one of them. */
  readonly excluded: ConnectionId | null;
}

/** A message that was published by another protocol of the hub, in the words of Pusher, which Laravel speaks. */
export interface SharedMessage {
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  /** The text subscribers get: JSON, or any other. */
  readonly data: string;
  /** Socket id of the connection it is not for, '' if for all. */
  readonly socketId: string;
  /** Entry of the publish. */
  readonly publish: Seq;
}

export interface HubService {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void;
  request(request: IncomingMessage, response: ServerResponse, listener: string): void;
  channels(): readonly ChannelSummary[];
  members(app: string, channel: string): readonly Member[];
  preview(draft: PreviewedDraft): Preview;
  send(draft: Draft): SendResult;
  /** Absent where nothing comes from brokers. */
  feed?(message: FedMessage): void;
  /** Who gets what is published to an app's channel by another protocol; null if nobody. Absent where nobody can. */
  listening?(app: string, channel: string, socketId: string): Audience | null;
  /** Hands such a message to them. */
  deliver?(message: SharedMessage): void;
  /** Absent where nobody can listen to them. */
  tellStatistics?(rows: readonly Omit<ConnectionStatisticsEntry, 'id'>[]): void;
  /** Absent where the protocol has no webhooks. */
  resendWebhook?(app: string, webhook: { url: string; text: string; resendOf: Seq }): boolean;
  close(): Promise<void>;
}

export interface ProtocolModule<Context = never> {
  readonly descriptor: ProtocolDescriptor;
  readonly codec: Codec;
  /** Absent if it cannot be served. */
  readonly hub?: HubSide<Context>;
  /** Absent if it cannot be dialled. Its form stands in the descriptor too. */
  readonly client?: ClientSide;
}
