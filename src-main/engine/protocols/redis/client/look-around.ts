import type { Redis } from 'ioredis';
import { limits } from '../../../../contract/limits';
import type { SessionFact } from '../../../../contract/session';
import type { ClientContext } from '../../../clients/client-side';
import type { Timer } from '../../../clock';
import { allowed } from './link';
import { type Queues, queueProblem, queueWords } from './queues';
import type { SeenChannels } from './seen-channels';
import { streamWords } from './stream-info';
import type { Streams } from './streams';

/** Delayed messages may be due within seconds. */
const everyMs = 1_000;
/** Of so many rounds one looks at the rest too. */
const fullRound = 5;

interface Parts {
  readonly asker: Redis;
  readonly context: ClientContext;
  /** null if there is none to look at. */
  readonly queues: Queues | null;
  readonly seen: SeenChannels;
  streams(): Streams | null;
  facts(): readonly SessionFact[];
  failed(error: unknown): void;
}

/** What is asked now and then, by commands that change nothing: queues, streams, and channels in use. */
export class LookAround {
  private timer: Timer | null = null;
  private round = 0;
  private isOver = false;
  private hadProblem = false;

  constructor(private readonly parts: Parts) {
    this.look().catch((error: unknown) => parts.failed(error));
  }

  stop(): void {
    this.isOver = true;
    this.timer?.cancel();
  }

  private async look(): Promise<void> {
    const { context, streams, failed } = this.parts;
    await streams()?.lookAtAllDelayed();
    if (this.round % fullRound === 0) {
      const facts = [...(await this.queueFacts()), ...(await this.streamFacts())];
      if (this.isOver) return;
      context.facts([...this.parts.facts(), ...facts]);
      await this.findChannels();
    }
    this.round += 1;
    if (this.isOver) return;
    this.timer = context.clock.setTimeout(() => this.look().catch(failed), everyMs);
  }

  private async queueFacts(): Promise<readonly SessionFact[]> {
    const { queues, seen } = this.parts;
    await queues?.find(seen.prefix);
    const states = (await queues?.look()) ?? [];
    if (states === 'forbidden') return [{ name: 'queues', value: 'may not be read by this user' }];
    const problem = queueProblem(states);
    if (this.hadProblem || problem !== null) this.parts.context.problem(problem);
    this.hadProblem = problem !== null;
    return states.map((state) => ({ name: `queue ${state.name}`, value: queueWords(state) }));
  }

  private async streamFacts(): Promise<readonly SessionFact[]> {
    const found = (await this.parts.streams()?.look()) ?? [];
    return found.map(({ name, info }) => ({ name: `stream ${name}`, value: streamWords(info) }));
  }

  /** Channels somebody subscribes to by name, and those that were published on. */
  private async findChannels(): Promise<void> {
    const { asker, context, seen } = this.parts;
    const subscribed = (await allowed(asker.call('PUBSUB', 'CHANNELS'))) as readonly string[] | undefined;
    const names = [...new Set([...(subscribed ?? []), ...seen.names])].slice(0, limits.sessionChannels);
    const counts = names.length === 0 ? [] : await allowed(asker.call('PUBSUB', 'NUMSUB', ...names));
    context.found(names.map((name, index) => ({ name, subscribers: countAt(counts, index), members: null })));
  }
}

/** NUMSUB answers name and count by turns. */
function countAt(counts: unknown, index: number): number | null {
  const count = Array.isArray(counts) ? (counts[index * 2 + 1] as unknown) : undefined;
  return count === undefined ? null : Number(count);
}
