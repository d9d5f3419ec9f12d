import type { Redis } from 'ioredis';
import { limits } from '../../../../contract/limits';
import { asError, ProblemError } from '../../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../../contract/session';
import type { ClientConnection, ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import type { Timer } from '../../../clock';
import { seenPrefix } from '../../../formats/laravel-channel';
import { literal } from './glob';
import { addressOf, allowed, openLink } from './link';
import { publishBroadcast } from './publish';
import { Queues, queueEveryMs, queueProblem, queueWords } from './queues';
import { redisFailure } from './redis-problem';
import { Tap } from './tap';

const streamPrefix = 'stream:';
const mostSeen = 2_000;

/** One attempt: a connection that listens, and one that asks. Nothing it does changes a key or takes a message. */
export class RedisConnection implements ClientConnection {
  private readonly address: string;
  private readonly prefix: string;
  private tap: Tap | null = null;
  private listener: Redis | null = null;
  private asker: Redis | null = null;
  private queues: Queues | null = null;
  private timer: Timer | null = null;
  private facts: readonly SessionFact[] = [];
  private readonly seen = new Set<string>();
  private isAsked = false;
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    this.address = addressOf(profile.fields);
    this.prefix = String(profile.fields.prefix);
    this.start().catch((error: unknown) => this.fail(error));
  }

  subscribe(name: string): void {
    this.isAsked = true;
    if (name.startsWith(streamPrefix)) return;
    this.tap?.watch(name).then(
      () => this.context.channel(name, { state: 'on', problem: null }),
      (error: unknown) => {
        const { problem } = redisFailure(error, this.address);
        this.context.record({
          kind: 'refused',
          action: 'subscribe',
          direction: 'down',
          channel: name,
          summary: problem.message,
          detail: { reason: problem.message, hint: problem.hint },
        });
        this.context.channel(name, { state: 'refused', problem });
      },
    );
  }

  unsubscribe(name: string): void {
    this.tap?.leave(name).catch(() => {});
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    const { asker, tap, context } = this;
    if (asker === null || tap === null) throw new ProblemError('refused', 'It is not connected.', '');
    try {
      return await publishBroadcast({ asker, tap, context, prefix: this.publishPrefix() }, values);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw asError(redisFailure(error, this.address).problem);
    }
  }

  close(): void {
    this.end();
    this.context.record({
      kind: 'connection',
      action: 'close',
      direction: 'up',
      detail: { reason: 'Disconnected here.' },
    });
  }

  private async start(): Promise<void> {
    const { context, profile } = this;
    this.listener = this.guard(await openLink(profile, context.dial));
    this.asker = this.guard(await openLink(profile, context.dial));
    if (this.isOver) {
      this.end();
      return;
    }
    this.tap = new Tap(this.listener, context, this.prefix, (channel) => this.see(channel));
    this.facts = await this.serverFacts(this.asker);
    if (this.isOver) return;
    context.record({ kind: 'connection', action: 'open', direction: 'up', detail: { address: this.address } });
    context.missed('Messages published meanwhile');
    context.opened(this.facts);
    if (!this.isAsked) {
      const all = `${literal(this.prefix)}*`;
      context.channel(all, { state: 'asked' });
      this.subscribe(all);
    }
    if (this.prefix !== '') await this.scout(this.tap);
    await this.watchQueues(this.asker);
  }

  /** Ends the attempt when Redis ends one of its connections. */
  private guard(redis: Redis): Redis {
    let heard: unknown = new Error('Connection is closed.');
    redis.on('error', (error) => {
      heard = error;
    });
    redis.on('end', () => this.fail(heard));
    return redis;
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    const wasOpen = this.tap !== null;
    this.end();
    const { problem, retry } =
      error instanceof ProblemError ? { problem: error, retry: 'never' as const } : redisFailure(error, this.address);
    const detail = { reason: problem.message, hint: problem.hint };
    if (wasOpen)
      this.context.record({ kind: 'connection', action: 'close', direction: 'down', detail, summary: problem.message });
    else this.context.record({ kind: 'refused', action: 'open', direction: 'down', detail, summary: problem.message });
    const advice =
      retry === 'never' ? '' : "Laravel's Redis client would fail at once: its broadcasts throw meanwhile.";
    this.context.ended({ retry, problem, advice });
  }

  private end(): void {
    this.isOver = true;
    this.timer?.cancel();
    this.listener?.disconnect();
    this.asker?.disconnect();
  }

  private async serverFacts(asker: Redis): Promise<readonly SessionFact[]> {
    const info = await allowed(asker.info('server'));
    const version = /redis_version:(\S+)/.exec(info ?? '')?.[1];
    return [
      { name: 'address', value: this.address },
      ...(version === undefined ? [] : [{ name: 'version', value: version }]),
      ...(this.prefix === '' ? [] : [{ name: 'prefix', value: this.prefix }]),
    ];
  }

  private see(channel: string): void {
    if (this.seen.size >= mostSeen || this.seen.has(channel)) return;
    this.seen.add(channel);
    if (this.prefix !== '') return;
    const found = seenPrefix([...this.seen]);
    const known = this.facts.find(({ name }) => name === 'prefix seen')?.value;
    if (found === null || found === known) return;
    this.facts = [...this.facts.filter(({ name }) => name !== 'prefix seen'), { name: 'prefix seen', value: found }];
    this.context.facts(this.facts);
  }

  private publishPrefix(): string {
    return this.prefix || (this.facts.find(({ name }) => name === 'prefix seen')?.value ?? '');
  }

  /** While nothing came under the given prefix, the names of other channels tell whether it is another. */
  private async scout(tap: Tap): Promise<void> {
    const others = new Set<string>();
    let isOver = false;
    const hear = (channel: string) => {
      if (isOver || others.has(channel) || others.size >= limits.sessionChannels) return;
      if (channel.startsWith(this.prefix)) {
        isOver = true;
        if (others.size > 0) this.context.problem(null);
        tap.endScout();
        return;
      }
      others.add(channel);
      const found = seenPrefix([...others]);
      if (found === null) return;
      const message = `Nothing came on channels that begin with ${this.prefix}, but on ${channel}.`;
      const hint = `The prefix of the project may be ${found} rather than ${this.prefix}.`;
      this.context.problem({ code: 'not-found', message, hint });
    };
    // A user who may not watch all channels sees those that were named, and that is all.
    await tap.scout(hear).catch(() => {});
  }

  private async watchQueues(asker: Redis): Promise<void> {
    const names = String(this.profile.fields.queues)
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean);
    if (names.length === 0) return;
    this.queues = new Queues(asker, this.context, names);
    await this.queues.find(this.prefix);
    await this.lookAtQueues(this.queues, asker);
  }

  private async lookAtQueues(queues: Queues, asker: Redis): Promise<void> {
    if (this.isOver) return;
    try {
      const states = await queues.look();
      if (states === null) {
        this.context.facts([...this.facts, { name: 'queues', value: 'may not be read by this user' }]);
        return;
      }
      this.context.facts([
        ...this.facts,
        ...states.map((state) => ({ name: `queue ${state.name}`, value: queueWords(state) })),
      ]);
      if (this.hadProblem || queueProblem(states) !== null) this.context.problem(queueProblem(states));
      this.hadProblem = queueProblem(states) !== null;
      await this.findChannels(asker);
    } catch (error) {
      if (/^WRONGTYPE/.test((error as Error).message)) return;
      throw error;
    }
    this.timer = this.context.clock.setTimeout(
      () => this.lookAtQueues(queues, asker).catch((error: unknown) => this.fail(error)),
      queueEveryMs,
    );
  }

  private hadProblem = false;

  /** Channels somebody subscribes to by name, and those that were published on. */
  private async findChannels(asker: Redis): Promise<void> {
    const subscribed = (await allowed(asker.call('PUBSUB', 'CHANNELS'))) as readonly string[] | undefined;
    const names = [...new Set([...(subscribed ?? []), ...this.seen])].slice(0, limits.sessionChannels);
    const counts =
      names.length === 0
        ? []
        : ((await allowed(asker.call('PUBSUB', 'NUMSUB', ...names))) as readonly (string | number)[] | undefined);
    this.context.found(names.map((name, index) => ({ name, subscribers: countAt(counts, index), members: null })));
  }
}

/** NUMSUB answers name and count by turns. */
function countAt(counts: readonly (string | number)[] | undefined, index: number): number | null {
  const count = counts?.[index * 2 + 1];
  return count === undefined ? null : Number(count);
}
