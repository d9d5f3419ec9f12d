import { httpMeaning } from '../../../../contract/codes/http-codes';
import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { type Problem, ProblemError } from '../../../../contract/problem';
import type { SessionMember } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import type { Timer } from '../../../clock';
import { whisperJson } from './send';

/** laravel-echo-server says nothing where it lets in; so long we wait for its refusal, ms. */
const refusalMs = 2_000;

interface Joined {
  readonly members: Map<string, SessionMember>;
  /** The server has a member entry for this socket: it can be left without harm. */
  canLeave: boolean;
  timer: Timer | null;
}

/** Channels of laravel-echo-server: its own events, and what it does not say. */
export class EchoChannels {
  private readonly joined = new Map<string, Joined>();

  constructor(
    private readonly context: ClientContext,
    /** For the auth endpoint of the application. */
    private readonly headers: Readonly<Record<string, string>>,
    private readonly socketId: () => string,
  ) {}

  has(channel: string): boolean {
    return this.joined.has(channel);
  }

  /** The event of a whisper. Throws a ProblemError where the server would drop it without a word, or is 'bad-input'. */
  whisper(values: ProfileValues): string {
    const channel = String(values.channel ?? '');
    if (!this.joined.has(channel)) {
      throw new ProblemError('refused', `Not subscribed to ${channel}: a client event needs that.`, 'Subscribe first.');
    }
    if (!isGuarded(channel)) {
      const message = `${channel} is public: laravel-echo-server drops client events there without a word. Nothing was sent.`;
      throw new ProblemError('refused', message, 'Choose a private or presence channel, or publish as the app server.');
    }
    return whisperJson(values);
  }

  /** The event that subscribes. */
  join(channel: string): string {
    const on = () => this.context.channel(channel, { state: 'on', problem: null });
    const timer = isGuarded(channel) ? this.context.clock.setTimeout(on, refusalMs) : null;
    this.joined.set(channel, { members: new Map(), canLeave: !/presence-/.test(channel), timer });
    if (!isGuarded(channel)) on();
    return JSON.stringify(['subscribe', { channel, auth: { headers: this.headers } }]);
  }

  /**
   * The event that leaves; null where it must not be sent: a presence channel without a member entry of ours ends the whole
   * server (seen with 1.6.3).
   */
  leave(channel: string): string | null {
    const known = this.joined.get(channel);
    known?.timer?.cancel();
    this.joined.delete(channel);
    if (known?.canLeave === true) return JSON.stringify(['unsubscribe', { channel, auth: { headers: this.headers } }]);
    const reason = 'Nothing was sent: this server would end if a socket leaves a presence channel it has no member of.';
    const detail = { reason, hint: 'Disconnect to leave it.' };
    this.context.record({ kind: 'note', direction: 'up', channel, detail, summary: reason });
    return null;
  }

  /** What the server says in an event of its own. */
  hear(name: string, args: readonly string[]): void {
    const values = args.map((one) => parseJson(one));
    const [channel, second] = values;
    if (typeof channel !== 'string') return;
    const known = this.joined.get(channel);
    if (known === undefined) return;
    known.timer?.cancel();
    switch (name) {
      case 'subscription_error':
        this.joined.delete(channel);
        this.context.channel(channel, { state: 'refused', problem: refusal(channel, Number(second ?? 0)) });
        return;
      case 'presence:subscribed':
        known.members.clear();
        for (const one of Array.isArray(second) ? second : []) this.add(known, one as JsonValue);
        break;
      case 'presence:joining':
        this.add(known, second);
        break;
      case 'presence:leaving':
        known.members.delete(memberOf(second).userId);
        break;
    }
    const isPresence = name.startsWith('presence:');
    this.context.channel(channel, {
      state: 'on',
      problem: null,
      ...(isPresence ? { members: [...known.members.values()].slice(0, 1_000) } : {}),
    });
  }

  stop(): void {
    for (const { timer } of this.joined.values()) timer?.cancel();
  }

  private add(known: Joined, value: JsonValue | undefined): void {
    const member = memberOf(value);
    known.members.set(member.userId, member);
    const { socketId } = membersOf(value);
    if (socketId === this.socketId()) known.canLeave = true;
  }
}

/** As that server tells them: the name need not begin so. */
function isGuarded(channel: string): boolean {
  return /private-|presence-/.test(channel);
}

function memberOf(value: JsonValue | undefined): SessionMember {
  const { user_id: id, user_info: info } = membersOf(value);
  return {
    userId: typeof id === 'string' ? id : JSON.stringify(id ?? ''),
    info: info === undefined ? '' : JSON.stringify(info),
  };
}

function refusal(channel: string, status: number): Problem {
  if (status === 0) {
    const hint =
      'Is the application running at authHost, as the server reaches it? Inside a container localhost is the container itself.';
    return {
      code: 'refused',
      message: `${channel} was refused: the server could not reach the auth endpoint of the application.`,
      hint,
    };
  }
  const { words, cause, next } = httpMeaning(status, 'auth');
  return {
    code: 'refused',
    message: `${channel} was refused: the application answered ${status}${words === '' ? '' : ` (${words})`}.`,
    hint: `${cause} ${next}`.trim(),
  };
}
