import type { AppSettings } from '../../contract/app';
import type {
  ChannelSummary,
  ConnectionSummary,
  Draft,
  HubState,
  ListenerState,
  Member,
  Preview,
  PreviewedDraft,
  SendResult,
} from '../../contract/hub';
import type { ConnectionId, Seq } from '../../contract/ids';
import type { ReachWay, Visitor } from '../../contract/reach';
import type { ConnectionStatisticsEntry } from '../../contract/statistics';
import type { FedMessage } from '../protocols/protocol-module';
import type { Dismissal } from './connection-receiver';

/** What connection statistics say of an app and an interval. */
export type StatisticsRow = Omit<ConnectionStatisticsEntry, 'id'>;

/** A webhook that was sent, to be sent once more. */
export interface WebhookResend {
  readonly url: string;
  /** Its body as it was. */
  readonly text: string;
  readonly resendOf: Seq;
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** True for an address somebody asked for: if it is taken that is a Problem, not a note. */
  readonly asked: boolean;
  /** For whom it is, besides this computer. */
  readonly way?: ReachWay;
}

/** Where a connection stands with what was queued for it. */
export interface DeliveryProgress {
  readonly isOpen: boolean;
  readonly lastWrittenSeq: Seq;
  readonly unsentBytes: number;
}

/** Our embedded server, all protocols together. */
export interface Hub {
  /** Binds what it can; a taken or failed address is a state, not an exception. Port 0 takes a free one. */
  listen(addresses: readonly ListenAddress[]): Promise<readonly ListenerState[]>;
  /**
   * Listens on these from now on; connections that came through another address stay. null: where it listens now, what
   * could not be bound tried again.
   */
  relisten(addresses: readonly ListenAddress[] | null): Promise<readonly ListenerState[]>;
  /** Who came by a way since it is open. */
  visitors(way: ReachWay): readonly Visitor[];
  /** Ends connections that came through a listener of that way and that is not listening any more. */
  endThrough(way: ReachWay, reason: string): void;
  state(): HubState;
  /**
   * Adds an app, or changes the one with this id: its connections stay, unless its key is another one or it is disabled.
   * `renamed` is its id before,
   * if that was another one. Throws a ProblemError 'bad-input' if another app has its key or its new id.
   */
  putApp(settings: AppSettings, renamed?: string): void;
  /** Told when a request tells the id of an app that was made from a page's key. */
  onAppIdLearned(listener: (app: AppSettings, id: string) => void): void;
  /** Ends its connections (4001) and forgets the app. False if there is none with this id. */
  removeApp(id: string): boolean;
  /** All apps, with their secrets. */
  apps(): readonly AppSettings[];
  channels(): readonly ChannelSummary[];
  connections(): readonly ConnectionSummary[];
  /** Those that closed last, at most limits.closedConnections, the oldest first. */
  closedConnections(): readonly ConnectionSummary[];
  /** Head of a handshake as it came, secrets and all; null if the hub does not know the connection (any more). */
  handshake(connection: ConnectionId): string | null;
  /** Ends a connection with its protocol's own code. False if it is not open. */
  dismiss(connection: ConnectionId, dismissal: Dismissal): boolean;
  members(app: string, channel: string): readonly Member[];
  /** Who would get it now: by the protocol it names, else by all of them together. */
  preview(draft: PreviewedDraft): Preview;
  /** Publishes as an app server would, without HTTP; recorded as any other publish. */
  send(draft: Draft): SendResult;
  /** What a broker hands over goes to those who listen by one of these protocols; to the first of them if nobody does. */
  feed(message: FedMessage, protocols: readonly string[]): void;
  /** Rows of connection statistics that were just written, for those who listen to them on a channel. */
  tellStatistics(rows: readonly StatisticsRow[]): void;
  /** Sends a webhook once more; false if its app has no such address any more, or too many wait for it. */
  resendWebhook(app: string, webhook: WebhookResend): boolean;
  /** Also of a connection that went lately; null if the hub does not know it (any more). */
  progress(connection: ConnectionId): DeliveryProgress | null;
  /** Told when listeners, connections or channels changed; may be told often, the port's gate coalesces. */
  onChange(listener: () => void): void;
  /** 4200 error and close to every connection, then the listeners; resolves when all sockets are gone. */
  close(): Promise<void>;
}
