import type { ClientContext } from '../../../clients/client-side';
import { seenPrefix } from '../../../formats/laravel-channel';
import type { Tap } from './tap';

const most = 2_000;

/** Channels that were published on, and what they tell of the prefix. */
export class SeenChannels {
  readonly names = new Set<string>();
  private found: string | null = null;

  /** `given`: the profile's, '' if none. */
  constructor(readonly given: string) {}

  /** Of the profile, or seen; '' while neither is known. */
  get prefix(): string {
    return this.given || (this.found ?? '');
  }

  /** Whether that changed what is known of the prefix. */
  see(channel: string): boolean {
    if (this.names.size >= most || this.names.has(channel)) return false;
    this.names.add(channel);
    const before = this.found;
    this.found = this.given === '' ? seenPrefix([...this.names]) : null;
    return this.found !== before;
  }

  /** While nothing came under the given prefix, the names of other channels tell whether it is another. */
  async scout(tap: Tap, context: ClientContext): Promise<void> {
    const others = new Set<string>();
    let isOver = false;
    const hear = (channel: string) => {
      if (isOver || others.has(channel) || others.size >= most) return;
      if (channel.startsWith(this.given)) {
        isOver = true;
        if (others.size > 0) context.problem(null);
        tap.endScout();
        return;
      }
      others.add(channel);
      const found = seenPrefix([...others]);
      if (found === null) return;
      const message = `Nothing came on channels that begin with ${this.given}, but on ${channel}.`;
      const hint = `The prefix of the project may be ${found} rather than ${this.given}.`;
      context.problem({ code: 'not-found', message, hint });
    };
    // A user who may not watch all channels sees those that were named, and that is all.
    await tap.scout(hear).catch(() => {});
  }
}
