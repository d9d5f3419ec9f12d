import type { Redis } from 'ioredis';
import { asError, ProblemError } from '../../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../../contract/session';
import { redisFailure } from '../../../brokers/redis-failure';
import type { ClientConnection, ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import { recordEnd, recordOwnEnd, refuseChannel } from '../../../clients/tell';
import { literal } from './glob';
import { addressOf, allowed, openLink } from './link';
import { LookAround } from './look-around';
import { publishBroadcast } from './publish';
import { Queues } from './queues';
import { SeenChannels } from './seen-channels';
import { publishToStream } from './stream-publish';
import { Streams } from './streams';
import { Tap } from './tap';

/** Before the name of a stream, where a channel is asked for. */
const streamPrefix = 'stream:';

interface Open {
  readonly listener: Redis;
  readonly asker: Redis;
  readonly tap: Tap;
}

/**
 * One attempt: a connection that listens, one that asks, and one that waits for entries of streams if there are any to watch.
 * Nothing it does changes a key or takes a message.
 */
export class RedisConnection implements ClientConnection {
  private readonly address: string;
  private readonly seen: SeenChannels;
  private open: Open | null = null;
  private streams: Promise<Streams> | null = null;
  private openStreams: Streams | null = null;
  private around: LookAround | null = null;
  private readonly links: Redis[] = [];
  private version = '';
  private isAsked = false;
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    this.address = addressOf(profile.fields);
    this.seen = new SeenChannels(String(profile.fields.prefix));
    this.start().catch((error: unknown) => this.fail(error));
  }

  subscribe(name: string): void {
    this.isAsked = true;
    this.watch(name).then(
      () => this.context.channel(name, { state: 'on', problem: null }),
      (error: unknown) => {
        if (this.isOver) return;
        refuseChannel(this.context, name, redisFailure(error, this.address).problem);
      },
    );
  }

  unsubscribe(name: string): void {
    if (name.startsWith(streamPrefix)) this.openStreams?.leave(name.slice(streamPrefix.length));
    else this.open?.tap.leave(name).catch(() => {});
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    const { open, context } = this;
    if (open === null) throw new ProblemError('refused', 'It is not connected.', '');
    const { asker, tap } = open;
    const channel = String(values.channel ?? '').trim();
    try {
      if (!channel.startsWith(streamPrefix)) {
        return await publishBroadcast({ asker, tap, context, prefix: this.seen.prefix }, values);
      }
      const name = channel.slice(streamPrefix.length);
      const isSigned = this.openStreams?.isSigned(name) ?? false;
      return await publishToStream({ asker, context, isSigned }, name, values);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw asError(redisFailure(error, this.address).problem);
    }
  }

  close(): void {
    const wasOpen = this.open !== null;
    this.end();
    if (wasOpen) recordOwnEnd(this.context);
  }

  private async start(): Promise<void> {
    const { context, profile, seen } = this;
    const [listener, asker] = [await this.link(), await this.link()];
    const info = await allowed(asker.info('server'));
    this.version = /redis_version:(\S+)/.exec(info ?? '')?.[1] ?? '';
    if (this.isOver) return;
    const tap = new Tap(listener, context, seen.given, (channel) => {
      if (seen.see(channel)) context.facts(this.facts());
    });
    this.open = { listener, asker, tap };
    context.record({ kind: 'connection', action: 'open', direction: 'up', detail: { address: this.address } });
    context.missed('Messages published meanwhile');
    context.opened(this.facts());
    if (!this.isAsked) {
      const all = `${literal(seen.given)}*`;
      context.channel(all, { state: 'asked' });
      this.subscribe(all);
    }
    if (seen.given !== '') await seen.scout(tap, context);
    const names = String(profile.fields.queues)
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean);
    const queues = names.length === 0 ? null : new Queues(asker, context, names);
    if (this.isOver) return;
    const failed = (error: unknown) => this.fail(error);
    const streams = () => this.openStreams;
    this.around = new LookAround({ asker, context, queues, seen, streams, facts: () => this.facts(), failed });
  }

  private async watch(name: string): Promise<void> {
    if (!name.startsWith(streamPrefix)) {
      await this.open?.tap.watch(name);
      return;
    }
    this.streams ??= this.openReader();
    await (await this.streams).watch(name.slice(streamPrefix.length));
  }

  private async openReader(): Promise<Streams> {
    const reader = await this.link();
    const { asker } = this.open as Open;
    this.openStreams = new Streams(reader, asker, this.context, (error) => this.fail(error));
    return this.openStreams;
  }

  /** One more connection. When Redis ends one of them the attempt is over. */
  private async link(): Promise<Redis> {
    const redis = await openLink(this.profile, this.context.dial);
    this.links.push(redis);
    if (this.isOver) redis.disconnect();
    let heard: unknown = new Error('Connection is closed.');
    redis.on('error', (error) => {
      heard = error;
    });
    redis.on('end', () => this.fail(heard));
    return redis;
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    const wasOpen = this.open !== null;
    this.end();
    const isOurs = error instanceof ProblemError;
    const { problem, retry } = isOurs ? { problem: error, retry: 'never' as const } : redisFailure(error, this.address);
    recordEnd(this.context, wasOpen, problem);
    const advice = retry === 'never' ? '' : "Laravel's Redis client fails at once: its broadcasts throw meanwhile.";
    this.context.ended({ retry, problem, advice });
  }

  private end(): void {
    this.isOver = true;
    this.around?.stop();
    this.openStreams?.close();
    for (const link of this.links) link.disconnect();
  }

  private facts(): readonly SessionFact[] {
    const { version, seen } = this;
    return [
      { name: 'address', value: this.address },
      ...(version === '' ? [] : [{ name: 'version', value: version }]),
      ...(seen.prefix === '' ? [] : [{ name: seen.given === '' ? 'prefix seen' : 'prefix', value: seen.prefix }]),
    ];
  }
}
