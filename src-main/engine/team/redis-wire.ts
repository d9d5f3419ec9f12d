import type { Redis } from 'ioredis';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { redisFailure } from '../brokers/redis-failure';
import type { Clock } from '../clock';
import type { RedisAddress } from '../sources/redis-address';
import { connectRedis } from '../sources/redis-connection';
import { createRedisSource } from '../sources/redis-source';

export interface RedisWireParts {
  readonly clock: Clock;
  readonly random: () => number;
  heard(text: string): void;
  /** It works, or works no more, or is away for another reason. */
  changed(): void;
  /** Some of what was said in between may not have come, and why. Times in ms since the epoch. */
  missed(reason: string, fromMs: number, toMs: number): void;
}

/**
 * A channel of a Redis that is listened to and published to, on a connection each. It works while both do: half a wire would
 * let a node believe what it cannot answer.
 */
export class RedisWire {
  private readonly ears;
  private mouth: Redis | null = null;
  private isClosed = false;
  private reason = '';

  constructor(
    private readonly address: RedisAddress,
    private readonly parts: RedisWireParts,
  ) {
    const { clock, random } = parts;
    this.ears = createRedisSource(address, {
      clock,
      random,
      events: {
        message: ({ payload }) => parts.heard(payload.toString()),
        changed: () => parts.changed(),
        missed: (reason, fromMs, toMs) => parts.missed(reason, fromMs, toMs),
      },
    });
    try {
      this.open();
    } catch (error) {
      this.fail((error as Error).message);
    }
  }

  get isUp(): boolean {
    // Who may listen and not publish is no node: others would be believed and hear nothing.
    return this.ears.state.isUp && this.mouth?.status === 'ready' && this.reason === '';
  }

  get problem(): Problem | null {
    if (this.ears.state.problem !== null) return this.ears.state.problem;
    if (this.reason === '') return null;
    const { problem } = redisFailure(this.reason, this.address.shown);
    return this.reason.startsWith('NOPERM') ? { ...problem, hint: mayPublish(this.address.name) } : problem;
  }

  /** Nobody hears it while the wire is down. */
  send(text: string): void {
    const { mouth } = this;
    if (mouth?.status !== 'ready') {
      return;
    }
    if (mouth.stream.writableLength > limits.teamBacklogBytes) {
      // It takes nothing any more. Being away and back is known to the others; messages that were left out are not.
      this.fail('it takes what is said more slowly than it is said');
      mouth.disconnect(true);
      return;
    }
    mouth.publish(this.address.name, text).then(
      () => this.worked(),
      (error: Error) => this.fail(error.message),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.mouth?.quit().catch(() => {});
    await this.ears.close();
  }

  /** What was not allowed may be by now, on the same connection. */
  private worked(): void {
    if (this.reason.startsWith('NOPERM')) {
      this.reason = '';
      this.parts.changed();
    }
  }

  private open(): void {
    const mouth = connectRedis(this.address, this.parts.random);
    this.mouth = mouth;
    mouth.on('error', (error: Error) => this.fail(error.message));
    mouth.on('ready', () => {
      this.reason = '';
      this.parts.changed();
    });
    mouth.on('close', () => {
      if (!this.isClosed) {
        this.parts.changed();
      }
    });
  }

  /** The same words again are no news. */
  private fail(reason: string): void {
    if (!this.isClosed && this.reason !== reason) {
      this.reason = reason;
      this.parts.changed();
    }
  }
}

function mayPublish(channel: string): string {
  return `A node of a team listens and publishes: ACL SETUSER team on >PASSWORD resetchannels &${channel} +subscribe +publish +ping.`;
}
