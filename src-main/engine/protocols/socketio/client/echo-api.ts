import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { type Problem, toProblem } from '../../../../contract/problem';
import type { FoundChannel } from '../../../../contract/session';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { answeredProblem } from '../../../clients/dial-problem';
import { tlsOf } from '../../../clients/tls-fields';
import type { Timer } from '../../../clock';

const everyMs = 5_000;
const list = '/channels';
/** So many presence channels are asked for their users. */
const mostCounted = 20;

/** Where the HTTP API of laravel-echo-server is, and what lets us in; null where the profile does not say. */
export function echoApiOf({ fields, secret }: ResolvedProfile): { readonly url: string; readonly key: string } | null {
  const [id, key] = [String(fields.appId), secret('apiKey')];
  const base = String(fields.url).trim().replace(/\/+$/, '');
  return id === '' || key === '' ? null : { url: `${base}/apps/${encodeURIComponent(id)}`, key };
}

/** App id and key are not those of this server: what it says to a request with them. */
export const wrongKey = 'App id and key do not belong together, or are not those of this server.';

/**
 * Asks every few seconds which channels are in use and how many users presence channels have, by GET requests alone: joining a
 * presence channel would tell everybody. What it answers is recorded when its status changes.
 */
export class EchoChannelPoll {
  private timer: Timer | null = null;
  private lastStatus = 0;
  private lastFailure = '';
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
    private readonly api: { readonly url: string; readonly key: string },
  ) {
    void this.ask();
  }

  stop(): void {
    this.isOver = true;
    this.timer?.cancel();
  }

  private async ask(): Promise<void> {
    try {
      const channels = await this.get(list);
      const names = Object.entries(membersOf(membersOf(channels).channels));
      const found: FoundChannel[] = [];
      for (const [name, about] of names) {
        const isCounted =
          name.startsWith('presence-') && found.filter(({ members }) => members !== null).length < mostCounted;
        const users = isCounted
          ? membersOf(await this.get(`/channels/${encodeURIComponent(name)}`)).user_count
          : undefined;
        found.push({ name, subscribers: numberIn(membersOf(about).subscription_count), members: numberIn(users) });
      }
      if (!this.isOver && channels !== null) this.context.found(found);
    } catch (error) {
      this.fail(toProblem(error));
    }
    if (!this.isOver) this.timer = this.context.clock.setTimeout(() => void this.ask(), everyMs);
  }

  /** null if it was refused, which is told of the list. */
  private async get(path: string): Promise<JsonValue | null> {
    const url = `${this.api.url}${path}`;
    const headers = { authorization: `Bearer ${this.api.key}` };
    const { status, headers: answer, body } = await this.context.dial.fetch({ url, headers, tls: tlsOf(this.profile) });
    const isOther = status !== this.lastStatus || (status === 200 && this.lastFailure !== '');
    // What it says of one channel is only a count that is known or not.
    const isNew = path === list && isOther && !this.isOver;
    if (isNew) this.told(status, new URL(url).pathname, body);
    if (status === 200) return parseJson(body.toString()) ?? null;
    const problem = answeredProblem(url, status, answer, body.toString());
    if (isNew) this.fail(status === 403 ? { ...problem, hint: wrongKey } : problem);
    return null;
  }

  private told(status: number, path: string, body: Buffer): void {
    this.lastStatus = status;
    if (status !== 200) return;
    if (this.lastFailure !== '') this.context.problem(null);
    this.lastFailure = '';
    const note = `Asked every ${everyMs / 1_000} s; recorded when the status changes.`;
    const detail = { method: 'GET', path, note };
    this.context.record({ kind: 'http', action: 'request', direction: 'up', code: status, body, detail });
  }

  private fail(problem: Problem): void {
    if (this.isOver || problem.message === this.lastFailure) return;
    this.lastFailure = problem.message;
    this.context.problem(problem);
    const detail = { method: 'GET', path: list, reason: problem.message, hint: problem.hint };
    const code = this.lastStatus === 0 ? {} : { code: this.lastStatus };
    this.context.record({ kind: 'refused', action: 'request', direction: 'up', detail, ...code });
  }
}

function numberIn(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
