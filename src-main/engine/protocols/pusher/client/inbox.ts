import type { EntryDetail } from '../../../../contract/entry';
import { membersOf } from '../../../../contract/json-text';
import type { Message } from '../../../../contract/message';
import type { Problem } from '../../../../contract/problem';
import type { ClientContext } from '../../../clients/client-side';
import { parseChannelName } from '../channel-name';
import { codec } from '../codec';
import type { ChannelBook } from './channel-book';
import { reactionToError } from './reactions';

/** What a frame makes the connection do. */
export interface InboxActions {
  established(socketId: string, activityTimeoutS: number): void;
  pinged(): void;
  /** An error came instead of the handshake. */
  refused(code: number | null | undefined, message: string): void;
  /** Something else came instead of it. */
  noHandshake(event: string): void;
  readonly isEstablished: boolean;
}

/** Reads what a server sends: records each frame first, then tells what it means. */
export class Inbox {
  constructor(
    private readonly context: ClientContext,
    private readonly book: ChannelBook,
    private readonly actions: InboxActions,
  ) {}

  take(bytes: Buffer): void {
    const message = codec.decode(bytes);
    const { event, channel, note } = message;
    const about = { direction: 'down', channel, event, body: bytes } as const;
    if (note !== '') {
      const detail = { reason: `A frame that cannot be read: ${note}.` };
      this.context.record({ ...about, kind: 'error', detail });
    } else if (event === 'pusher:error') {
      this.error(message, bytes);
    } else if (event === 'pusher:subscription_error') {
      const problem = subscriptionProblem(message);
      const detail = { reason: problem.message, hint: problem.hint };
      this.context.record({ ...about, kind: 'refused', action: 'subscribe', detail });
      this.book.leave(channel);
      this.context.channel(channel, { state: 'refused', problem });
    } else if (event === 'pusher_internal:member_added' || event === 'pusher_internal:member_removed') {
      this.member(message, bytes);
    } else if (event.startsWith('pusher:') || event.startsWith('pusher_internal:')) {
      const isHeartbeat = event === 'pusher:ping' || event === 'pusher:pong';
      this.context.record({ ...about, kind: 'ping', action: isHeartbeat ? 'heartbeat' : 'chatter' });
      this.chatter(message);
    } else {
      this.context.record({ ...about, kind: 'deliver', ...this.opened(message) });
    }
    if (!this.actions.isEstablished && event !== 'pusher:error') this.actions.noHandshake(event);
  }

  private opened({ channel, data }: Message): { detail?: EntryDetail } {
    if (!parseChannelName(channel).isEncrypted) return {};
    return { detail: this.book.open(channel, typeof data === 'string' ? data : JSON.stringify(data ?? null)) };
  }

  private chatter({ event, channel, data }: Message): void {
    switch (event) {
      case 'pusher:connection_established': {
        const { socket_id: id, activity_timeout: timeout } = membersOf(data);
        this.actions.established(String(id ?? ''), typeof timeout === 'number' ? timeout : 0);
        break;
      }
      case 'pusher:ping':
        this.actions.pinged();
        break;
      case 'pusher_internal:subscription_succeeded': {
        this.book.confirm(channel);
        const isPresence = parseChannelName(channel).kind === 'presence';
        const members = isPresence ? this.book.rosters.begin(channel, data) : null;
        this.context.channel(channel, { state: 'on', problem: null, members });
        break;
      }
      case 'pusher_internal:subscription_count': {
        const count = membersOf(data).subscription_count;
        if (typeof count === 'number') this.context.channel(channel, { subscribers: count });
        break;
      }
    }
  }

  private member({ event, channel, data }: Message, body: Buffer): void {
    const isJoin = event === 'pusher_internal:member_added';
    const change = this.book.rosters.change(channel, isJoin, data);
    const about = { direction: 'down', channel, event, body, detail: { user: change?.user ?? '' } } as const;
    this.context.record({ ...about, kind: 'presence', action: isJoin ? 'join' : 'leave' });
    if (change !== null) this.context.channel(channel, { members: change.members });
  }

  private error({ event, channel, data }: Message, body: Buffer): void {
    const { code: given, message: said } = membersOf(data);
    const code = typeof given === 'number' ? given : null;
    const text = typeof said === 'string' ? said : JSON.stringify(data ?? '');
    const hint = code === null ? '' : (reactionToError(code, text).problem?.hint ?? '');
    const detail = { reason: text, hint };
    const about = { direction: 'down', channel, event, body, detail } as const;
    this.context.record({ ...about, kind: 'error', ...(code === null ? {} : { code }) });
    if (!this.actions.isEstablished) {
      this.actions.refused(given === undefined ? undefined : code, text);
      return;
    }
    // pusher-js stays connected and reports it.
    const problem: Problem = { code: 'refused', message: `The server says: ${text}`, hint };
    this.context.problem(problem);
    const blamed = channel === '' ? this.book.blamed(text) : channel;
    if (blamed !== null) this.context.channel(blamed, { state: 'refused', problem });
  }
}

function subscriptionProblem({ channel, data }: Message): Problem {
  const { error, status } = membersOf(data);
  const said = typeof error === 'string' ? error : 'no reason given';
  const message = `The subscription to ${channel} was refused${typeof status === 'number' ? ` with ${status}` : ''}: ${said}`;
  return { code: 'refused', message, hint: 'Is the secret (or the auth endpoint) that of this server?' };
}
