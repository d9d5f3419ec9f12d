import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { FoundChannel, SessionChannel } from '../../contract/session';

const fresh = { state: 'wanted', problem: null, members: null, subscribers: null } as const;

/** The channels one session watches, and those the server says are in use. Bounded. */
export class SessionChannels {
  private readonly channels = new Map<string, SessionChannel>();
  /** Those the person asked for; the others the client watches by itself. */
  private readonly wanted = new Set<string>();
  /** Pasted by the person, for this sitting only. */
  private readonly tokens = new Map<string, string>();
  found: readonly FoundChannel[] | null = null;

  constructor(names: readonly string[]) {
    for (const name of names) this.want(name, '');
  }

  get list(): readonly SessionChannel[] {
    return [...this.channels.values()];
  }

  get names(): readonly string[] {
    return [...this.channels.keys()];
  }

  /** What a profile remembers. */
  get wantedNames(): readonly string[] {
    return [...this.wanted];
  }

  has(name: string): boolean {
    return this.channels.has(name);
  }

  token(name: string): string {
    return this.tokens.get(name) ?? '';
  }

  /** Throws a ProblemError 'refused' if there are too many. */
  want(name: string, token: string): void {
    if (!this.wanted.has(name) && this.wanted.size >= limits.profileChannels) {
      const message = `A profile watches at most ${limits.profileChannels} channels.`;
      throw new ProblemError('refused', message, 'Leave some of them first.');
    }
    this.wanted.add(name);
    if (token !== '') this.tokens.set(name, token);
    this.channels.set(name, { name, ...fresh });
  }

  drop(name: string): void {
    this.channels.delete(name);
    this.wanted.delete(name);
    this.tokens.delete(name);
  }

  /** What the server says of one. One that nobody asked for (an exchange of its own) is taken in while there is room. */
  change(name: string, change: Partial<Omit<SessionChannel, 'name'>>): void {
    const known = this.channels.get(name) ?? { name, ...fresh };
    if (this.channels.has(name) || this.channels.size < limits.sessionChannels) {
      this.channels.set(name, { ...known, ...change });
    }
  }

  /** The connection is over: every one waits for the next. */
  disconnected(): void {
    for (const [name, { problem }] of this.channels) this.channels.set(name, { name, ...fresh, problem });
    this.found = null;
  }
}
