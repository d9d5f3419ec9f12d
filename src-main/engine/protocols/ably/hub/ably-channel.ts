import type { ChannelSummary } from '../../../../contract/hub';
import type { HubConnection } from '../../../hub/connection';
import type { RateCounter } from '../../../hub/rate-counter';
import { flags } from '../actions';
import { kindOf } from '../channel-name';
import { protocol } from './names';
import type { AblyPeer } from './peer';
import type { PublishedMessage } from './published-message';

/** What Ably keeps of a channel for those who come back (https://ably.com/docs/storage-history/history). */
const keptMs = 120_000;
const keptMessages = 100;

export interface PresentMember {
  readonly clientId: string;
  readonly connectionId: string;
  readonly peer: AblyPeer;
  readonly id: string;
  readonly data: PublishedMessage['data'];
  readonly encoding: string;
  readonly atMs: number;
}

/** A channel of one app, with those attached to it in the order they came. */
export class AblyChannel {
  /** Each with the flags of its attachment. */
  readonly attached = new Map<AblyPeer, number>();
  /** By connection id and client id, which is what makes a member. */
  readonly members = new Map<string, PresentMember>();
  private readonly kept: PublishedMessage[] = [];
  private listening: readonly AblyPeer[] | null = null;
  private refusals = 0;
  private lastRefusalCode: number | null = null;

  /** `base`: a serial before all messages. */
  constructor(
    readonly name: string,
    readonly rate: RateCounter,
    private base: string,
  ) {}

  /** Serial of the newest message. */
  get serial(): string {
    return this.kept.at(-1)?.serial ?? this.base;
  }

  attach(peer: AblyPeer, held: number): void {
    this.attached.set(peer, held);
    this.listening = null;
  }

  detach(peer: AblyPeer): void {
    this.attached.delete(peer);
    this.listening = null;
  }

  /** Those who get messages; not to be kept. */
  get subscribers(): readonly AblyPeer[] {
    this.listening ??= [...this.attached].flatMap(([peer, held]) => ((held & flags.subscribe) === 0 ? [] : [peer]));
    return this.listening;
  }

  get presenceSubscribers(): readonly AblyPeer[] {
    return [...this.attached].flatMap(([peer, held]) => ((held & flags.presenceSubscribe) === 0 ? [] : [peer]));
  }

  get isEmpty(): boolean {
    return this.attached.size === 0 && this.members.size === 0;
  }

  keep(message: PublishedMessage): void {
    this.kept.push(message);
    this.forget(message.timestamp);
  }

  /** Those still kept, the oldest first. */
  recall(nowMs: number): readonly PublishedMessage[] {
    this.forget(nowMs);
    return this.kept;
  }

  /** What came after a serial; null if that is not known any more. */
  since(serial: string, nowMs: number): readonly PublishedMessage[] | null {
    this.forget(nowMs);
    if (serial === this.base) return this.kept;
    const at = this.kept.findIndex((one) => one.serial === serial);
    return at === -1 ? null : this.kept.slice(at + 1);
  }

  refused(code: number): void {
    this.refusals += 1;
    this.lastRefusalCode = code;
  }

  summarise(app: string, nowMs: number): ChannelSummary {
    return {
      app,
      protocol,
      name: this.name,
      kind: kindOf(this.name),
      subscribers: this.attached.size,
      members: this.members.size === 0 && kindOf(this.name) !== 'presence' ? null : this.members.size,
      messages: this.rate.total,
      messagesPerSecond: this.rate.perSecond(nowMs),
      refusals: this.refusals,
      lastRefusalCode: this.lastRefusalCode,
    };
  }

  private forget(nowMs: number): void {
    while (this.kept.length > keptMessages || nowMs - (this.kept[0]?.timestamp ?? nowMs) > keptMs) {
      this.base = this.kept.shift()?.serial ?? this.base;
    }
  }
}

/** Connections of peers, by what they are written to. */
export interface Wires {
  readonly json: HubConnection[];
  readonly packed: HubConnection[];
  readonly streams: HubConnection[];
}

export function wiresOf(peers: readonly AblyPeer[]): Wires {
  const wires: Wires = { json: [], packed: [], streams: [] };
  for (const { connection, isPacked, isStream } of peers) {
    wires[isStream === true ? 'streams' : isPacked ? 'packed' : 'json'].push(connection);
  }
  return wires;
}
