import { isObject, membersOf, parseJson } from '../../../../contract/json-text';
import type { FoundChannel } from '../../../../contract/session';
import type { Clock } from '../../../clock';
import type { SignedApi } from './api';

/** Channels that are asked about in one round, so that a large server is not burdened. */
const askedAtOnce = 10;
const againMs = 30_000;
const mostUsers = 200;
/** Of a name that stands in a path as it is (reference 2.1). */
const plainName = /^[A-Za-z0-9_\-=@,.;]+$/;

interface Known {
  /** null if the server does not tell. */
  readonly users: readonly string[] | null;
  /** As many as there were when they were asked for. */
  readonly members: number | null;
  readonly atMs: number;
}

/** Who is on the presence channels of a server, without being on them: asked where their number changed, and now and then. */
export class ChannelUsers {
  private known = new Map<string, Known>();

  constructor(
    private readonly clock: Clock,
    private readonly api: SignedApi,
  ) {}

  withUsers(found: readonly FoundChannel[]): readonly FoundChannel[] {
    return found.map((one) => {
      const users = this.known.get(one.name)?.users ?? null;
      return users === null ? one : { ...one, users };
    });
  }

  /** Whether there is anything new. Rejects with a ProblemError 'unreachable'. */
  async ask(found: readonly FoundChannel[]): Promise<boolean> {
    this.known = new Map(found.flatMap(({ name }) => [...pairIn(this.known, name)]));
    const due = found.filter((one) => this.isDue(one)).slice(0, askedAtOnce);
    for (const { name, members } of due) {
      const { status, text } = await this.api.call('GET', `/channels/${name}/users`, {});
      this.known.set(name, { users: status === 200 ? idsIn(text) : null, members, atMs: this.clock.nowMs() });
    }
    return due.length > 0;
  }

  private isDue({ name, members }: FoundChannel): boolean {
    if (!name.startsWith('presence-') || !plainName.test(name)) return false;
    const known = this.known.get(name);
    return known === undefined || known.members !== members || this.clock.nowMs() - known.atMs >= againMs;
  }
}

function pairIn(known: ReadonlyMap<string, Known>, name: string): readonly (readonly [string, Known])[] {
  const one = known.get(name);
  return one === undefined ? [] : [[name, one]];
}

/** `{"users":[{"id":"1"}]}`, ids as strings or numbers (reference 4.1). null if it is something else. */
function idsIn(text: string): readonly string[] | null {
  const { users } = membersOf(parseJson(text));
  if (!Array.isArray(users)) return null;
  const ids = users.map((user) => (isObject(user) ? user.id : undefined));
  return ids
    .filter((id) => typeof id === 'string' || typeof id === 'number')
    .map(String)
    .slice(0, mostUsers);
}
