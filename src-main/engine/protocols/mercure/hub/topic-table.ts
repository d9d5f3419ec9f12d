import type { ChannelKind, ChannelSummary } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import type { RateCounter } from '../../../hub/rate-counter';
import { app, protocol } from './names';

interface Seen {
  readonly rate: RateCounter;
  isPrivate: boolean;
  refusals: number;
  lastRefusalCode: number | null;
}

/** Topics and selectors for the list on the screen; of those nobody is subscribed to the ones unused for longest go first. */
export class TopicTable {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly newRate: () => RateCounter,
    private readonly subscribers: (name: string) => number,
    private readonly onNew: () => void,
  ) {}

  used(name: string): void {
    this.use(name);
  }

  published(name: string, isPrivate: boolean, nowMs: number): void {
    const seen = this.use(name);
    seen.rate.add(1, nowMs);
    seen.isPrivate = isPrivate;
  }

  refused(name: string, code: number): void {
    const seen = this.use(name);
    seen.refusals += 1;
    seen.lastRefusalCode = code;
  }

  summaries(nowMs: number): readonly ChannelSummary[] {
    return [...this.seen].map(([name, { rate, isPrivate, refusals, lastRefusalCode }]) => ({
      app,
      protocol,
      name,
      kind: (isPrivate ? 'private' : 'public') satisfies ChannelKind,
      subscribers: this.subscribers(name),
      members: null,
      messages: rate.total,
      messagesPerSecond: rate.perSecond(nowMs),
      refusals,
      lastRefusalCode,
    }));
  }

  private use(name: string): Seen {
    const known = this.seen.get(name);
    if (known !== undefined) {
      this.seen.delete(name);
      this.seen.set(name, known);
      return known;
    }
    const seen = { rate: this.newRate(), isPrivate: false, refusals: 0, lastRefusalCode: null };
    this.seen.set(name, seen);
    if (this.seen.size > limits.rememberedChannels) {
      this.forgetOne();
    }
    this.onNew();
    return seen;
  }

  private forgetOne(): void {
    for (const name of this.seen.keys()) {
      if (this.subscribers(name) === 0) {
        this.seen.delete(name);
        return;
      }
    }
  }
}
