import type { Redis } from 'ioredis';
import type { Problem } from '../../../../contract/problem';
import type { ClientContext } from '../../../clients/client-side';
import { type LaravelJob, readJob } from '../../../formats/laravel-job';
import { allowed, notThere } from './link';

/** A worker asks every three seconds at most (--sleep), so an oldest job that stays so long is taken by nobody. */
const stuckMs = 12_000;
/** Jobs read of one queue; more are only counted. */
const readJobs = 100;
const mostFoundKeys = 20;
const scanRounds = 10;

interface Head {
  readonly job: string;
  readonly sinceMs: number;
  isTold: boolean;
}

export interface QueueState {
  readonly name: string;
  readonly key: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly reserved: number;
  readonly broadcasts: number;
  readonly oldest: LaravelJob | null;
  /** Nothing has taken the oldest job for so long, ms; null while something does or nothing waits. */
  readonly stuckMs: number | null;
}

/**
 * Laravel's queues in Redis (Illuminate\Queue\RedisQueue): list `{prefix}queues:NAME`, sorted sets `…:delayed` and `…:reserved`.
 * Only LLEN, LRANGE, ZCARD and SCAN are asked: no job is taken, moved or marked.
 */
export class Queues {
  private readonly heads = new Map<string, Head>();
  private keys: readonly (readonly [name: string, key: string])[] = [];

  constructor(
    private readonly redis: Redis,
    private readonly context: ClientContext,
    private readonly names: readonly string[],
  ) {}

  /** `prefix`: '' to look for the keys. A queue is a key only while something waits in it, so this is asked again and again. */
  async find(prefix: string): Promise<void> {
    const keys = this.names.map((name) => [name, `${prefix}queues:${name}`] as const);
    this.keys = prefix === '' ? [...keys, ...(await this.scan())] : keys;
  }

  async look(): Promise<readonly QueueState[] | 'forbidden'> {
    const states: QueueState[] = [];
    for (const [name, key] of this.keys) {
      const waiting = await this.length(key);
      if (waiting === null) return 'forbidden';
      const delayed = (await allowed(this.redis.zcard(`${key}:delayed`), notThere)) ?? 0;
      const reserved = (await allowed(this.redis.zcard(`${key}:reserved`), notThere)) ?? 0;
      if (waiting + delayed + reserved > 0 || this.heads.has(key)) {
        states.push(
          this.judge(
            name,
            key,
            { waiting, delayed, reserved },
            waiting === 0 ? [] : await this.redis.lrangeBuffer(key, 0, readJobs - 1),
          ),
        );
      }
    }
    return states;
  }

  /** null if this user may not ask. A key of that name which is no list is none of Laravel. */
  private async length(key: string): Promise<number | null> {
    try {
      return await this.redis.llen(key);
    } catch (error) {
      const { message } = error as Error;
      if (message.startsWith('NOPERM')) return null;
      if (message.startsWith('WRONGTYPE')) return 0;
      throw error;
    }
  }

  private judge(
    name: string,
    key: string,
    counts: Pick<QueueState, 'waiting' | 'delayed' | 'reserved'>,
    bodies: readonly Buffer[],
  ): QueueState {
    const jobs = bodies.map((body) => readJob(body.toString()));
    const [oldest = null] = jobs;
    const nowMs = this.context.clock.nowMs();
    const first = bodies[0]?.toString() ?? '';
    const before = this.heads.get(key);
    const head = before?.job === first ? before : { job: first, sinceMs: nowMs, isTold: false };
    this.heads.set(key, head);
    const heldMs = nowMs - head.sinceMs;
    const isStuck = first !== '' && counts.reserved === 0 && heldMs >= stuckMs;
    const broadcasts = jobs.filter((job) => job.isBroadcast).length;
    const state = { name, key, ...counts, broadcasts, oldest, stuckMs: isStuck ? heldMs : null };
    if (isStuck && !head.isTold) {
      head.isTold = true;
      this.context.record({
        kind: 'note',
        direction: 'down',
        event: oldest?.name ?? '',
        body: bodies[0] ?? Buffer.alloc(0),
        detail: { queueKey: key, waiting: counts.waiting, broadcasts },
        summary: `Waits in queue ${name} for a worker: ${oldest?.name || 'a job'}, ${counts.waiting} in all`,
      });
    }
    return state;
  }

  private async scan(): Promise<readonly (readonly [string, string])[]> {
    const found: (readonly [string, string])[] = [];
    let cursor = '0';
    for (let round = 0; round < scanRounds && found.length < mostFoundKeys; round += 1) {
      const answer = await allowed(this.redis.scan(cursor, 'MATCH', '*queues:*', 'COUNT', 1_000));
      if (answer === undefined) break;
      for (const key of answer[1]) {
        const name = this.names.find((one) => key.endsWith(`queues:${one}`) && key !== `queues:${one}`);
        if (name !== undefined && found.every(([, known]) => known !== key)) found.push([name, key]);
      }
      [cursor] = answer;
      if (cursor === '0') break;
    }
    return found;
  }
}

/** "default: 3 jobs wait, 3 of them broadcasts; oldest App\Events\X" */
export function queueWords({ waiting, delayed, reserved, broadcasts, oldest, stuckMs: heldMs }: QueueState): string {
  const later = delayed === 0 ? '' : `, ${delayed} delayed`;
  const taken = reserved === 0 ? '' : `, ${reserved} in work`;
  const first = oldest === null ? '' : `; the oldest: ${oldest.name || 'no job of Laravel'}`;
  const held = heldMs === null ? '' : `, not taken for ${Math.round(heldMs / 1_000)} s`;
  return `${waiting} waiting, ${broadcasts} of them broadcasts${later}${taken}${first}${held}`;
}

/** What is to be done about jobs nobody takes; null if there is nothing. */
export function queueProblem(states: readonly QueueState[]): Problem | null {
  const stuck = states.find((state) => state.stuckMs !== null && state.broadcasts > 0);
  if (stuck === undefined) return null;
  const { name, broadcasts, waiting, oldest } = stuck;
  return {
    code: 'refused',
    message: `${broadcasts} of ${waiting} jobs in queue ${name} are broadcasts, and nothing takes them. The oldest is ${oldest?.name ?? ''}.`,
    hint: `Start a worker: php artisan queue:work redis --queue=${name}. Events with ShouldBroadcastNow need none.`,
  };
}
