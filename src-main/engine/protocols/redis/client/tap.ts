import type { Redis } from 'ioredis';
import type { Seq } from '../../../../contract/ids';
import type { ClientContext } from '../../../clients/client-side';
import { readBroadcast } from '../../../formats/laravel-broadcast';
import { seenPrefix } from '../../../formats/laravel-channel';
import { summaryOf } from '../../../store/summary';
import { matches } from './glob';

/** One EVAL publishes to all channels of an event, so its messages come together. Two events are further apart, ms. */
const groupMs = 5;

/** Everything that is published while patterns are watched; hands over what it reads, and takes nothing from anybody. */
export class Tap {
  /** In the order they were asked for: of two that match, the first tells of a message. */
  private readonly patterns = new Set<string>();
  private group: { readonly body: Buffer; readonly atMs: number; readonly first: Seq; channels: Set<string> } | null =
    null;
  private scouted: ((channel: string) => void) | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly context: ClientContext,
    private readonly prefix: string,
    private readonly heard: (channel: string) => void,
  ) {
    redis.on('pmessageBuffer', (pattern: string | Buffer, channel: Buffer, body: Buffer) =>
      this.hear(String(pattern), channel.toString(), body),
    );
  }

  async watch(pattern: string): Promise<void> {
    // Before Redis confirms it: the first message may come in the same packet.
    this.patterns.add(pattern);
    try {
      await this.redis.psubscribe(pattern);
    } catch (error) {
      this.patterns.delete(pattern);
      throw error;
    }
  }

  async leave(pattern: string): Promise<void> {
    if (this.patterns.delete(pattern) && !(pattern === '*' && this.scouted !== null)) {
      await this.redis.punsubscribe(pattern);
    }
  }

  /** Listens to the names of all channels; nothing of them is recorded. Rejects if it may not. */
  async scout(heard: (channel: string) => void): Promise<void> {
    this.scouted = heard;
    try {
      await this.redis.psubscribe('*');
    } catch (error) {
      this.scouted = null;
      throw error;
    }
  }

  endScout(): void {
    this.scouted = null;
    if (!this.patterns.has('*')) this.redis.punsubscribe('*').catch(() => {});
  }

  /** How many of the receivers PUBLISH counts are our own. */
  ownReceivers(channel: string): number {
    const own = [...this.patterns].filter((pattern) => matches(pattern, channel)).length;
    return own + (this.scouted !== null && !this.patterns.has('*') ? 1 : 0);
  }

  private hear(pattern: string, channel: string, body: Buffer): void {
    if (pattern === '*') this.scouted?.(channel);
    const first = [...this.patterns].find((one) => matches(one, channel));
    if (first !== pattern) return;
    this.heard(channel);
    const { form, event, data, socket, note } = readBroadcast(body.toString());
    const prefix = prefixOf(channel, this.prefix);
    const cause = this.groupOf(channel, body);
    const seq = this.context.record({
      kind: 'publish',
      direction: 'down',
      channel: channel.slice(prefix.length),
      event,
      ...(cause === null ? {} : { cause }),
      body,
      detail: { redisChannel: channel, prefix, pattern, ...(socket === null ? {} : { socket }) },
      ...(body.length === 0 ? { summary: note } : {}),
      // Without the socket id that Laravel puts into the data as well.
      ...(form === 'laravel' && data !== '' ? { summary: summaryOf('publish', Buffer.from(data), null) } : {}),
    });
    if (cause === null)
      this.group = { body, atMs: this.context.clock.nowMs(), first: seq, channels: new Set([channel]) };
  }

  /** The first message of the event this one is of too; null if it is the first itself. */
  private groupOf(channel: string, body: Buffer): Seq | null {
    const { group } = this;
    if (group === null || group.channels.has(channel) || !group.body.equals(body)) return null;
    if (this.context.clock.nowMs() - group.atMs > groupMs) return null;
    group.channels.add(channel);
    return group.first;
  }
}

/** Of the profile, or what Laravel makes of APP_NAME. */
export function prefixOf(channel: string, given: string): string {
  return given !== '' ? (channel.startsWith(given) ? given : '') : usual(channel);
}

function usual(channel: string): string {
  const found = seenPrefix([channel]) ?? '';
  return /[_-]database[_-]$/.test(found) ? found : '';
}
