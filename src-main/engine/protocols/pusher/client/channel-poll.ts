import { type JsonObject, membersOf, parseJson } from '../../../../contract/json-text';
import type { Problem } from '../../../../contract/problem';
import { toProblem } from '../../../../contract/problem';
import type { FoundChannel } from '../../../../contract/session';
import type { ClientContext } from '../../../clients/client-side';
import type { Timer } from '../../../clock';
import type { ApiAnswer, SignedApi } from './api';
import { apiRefusal } from './api-refusal';
import { ChannelUsers } from './channel-users';

const everyMs = 5_000;

/** Asks a server every few seconds which channels are in use, by how many and by whom. What it answers is recorded when it changes its mind. */
export class ChannelPoll {
  private timer: Timer | null = null;
  private isOver = false;
  private lastStatus = 0;
  private tellsCounts = true;
  private readonly users: ChannelUsers;

  constructor(
    private readonly context: ClientContext,
    private readonly api: SignedApi,
    private readonly onFound: (channels: readonly FoundChannel[]) => void,
  ) {
    this.users = new ChannelUsers(context.clock, api);
    void this.ask();
  }

  stop(): void {
    this.isOver = true;
    this.timer?.cancel();
  }

  private async ask(): Promise<void> {
    try {
      // Users are counted on presence channels alone; asking for them on all is an error (reference 4.2).
      const all = await this.list();
      if (this.isOver) return;
      this.note(all);
      if (all.status === 200) {
        const users = await this.api.call('GET', '/channels', { filter_by_prefix: 'presence-', info: 'user_count' });
        if (this.isOver) return;
        const found = foundIn(all.text, users.status === 200 ? users.text : '');
        this.onFound(this.users.withUsers(found));
        const isNews = await this.users.ask(found);
        if (this.isOver) return;
        if (isNews) this.onFound(this.users.withUsers(found));
      }
    } catch (error) {
      if (this.isOver) return;
      this.fail(toProblem(error));
    }
    this.timer = this.context.clock.setTimeout(() => void this.ask(), everyMs);
  }

  private async list(): Promise<ApiAnswer> {
    if (this.tellsCounts) {
      const counted = await this.api.call('GET', '/channels', { info: 'subscription_count' });
      // Pusher itself counts subscriptions where the app has that switched on.
      if (counted.status !== 400) return counted;
      this.tellsCounts = false;
    }
    return this.api.call('GET', '/channels', {});
  }

  private note({ status, text, request }: ApiAnswer): void {
    if (status === this.lastStatus) return;
    const isFirst = this.lastStatus === 0;
    this.lastStatus = status;
    if (status !== 200) {
      this.fail(apiRefusal(status, text, `The list of channels`));
      return;
    }
    if (!isFirst) this.context.problem(null);
    const note = `Asked every ${everyMs / 1_000} s; recorded when the status changes.`;
    const detail = { method: 'GET', path: request, note };
    this.context.record({
      kind: 'http',
      action: 'request',
      direction: 'up',
      code: status,
      body: Buffer.from(text),
      detail,
    });
  }

  private fail(problem: Problem): void {
    this.context.problem(problem);
    const { message, hint } = problem;
    const detail = { method: 'GET', path: '/channels', reason: message, hint };
    this.context.record({
      kind: 'refused',
      action: 'request',
      direction: 'up',
      detail,
      ...(this.lastStatus === 0 ? {} : { code: this.lastStatus }),
    });
  }
}

/** `users`: an answer with user_count, '' if there is none. */
function foundIn(all: string, users: string): readonly FoundChannel[] {
  const counted = channelsOf(users);
  return Object.entries(channelsOf(all)).map(([name, about]) => ({
    name,
    subscribers: countOf(about, 'subscription_count'),
    members: countOf(counted[name] ?? about, 'user_count'),
  }));
}

function channelsOf(text: string): Partial<JsonObject> {
  return membersOf(membersOf(parseJson(text)).channels);
}

function countOf(about: unknown, name: string): number | null {
  const value = membersOf(about)[name];
  return typeof value === 'number' ? value : null;
}
