import type { Problem } from '../../../../contract/problem';
import type { SessionMember, SessionSent } from '../../../../contract/session';
import type {
  ClientConnection,
  ClientContext,
  ClientEnd,
  ProfileValues,
  ResolvedProfile,
} from '../../../clients/client-side';
import type { DialledSocket } from '../../../clients/dial';
import { ownEnd } from '../../../clients/tell';
import { tlsOf } from '../../../clients/tls-fields';
import type { Timer } from '../../../clock';
import { actions } from '../actions';
import { ablyFailure } from './ably-problem';
import { type ProtocolMessage, readFrame, readMessage, resumedFlag } from './protocol-message';
import { addressOf, connectUrl, publish } from './requests';

/** Beyond what the server promised, before the connection is taken for dead; as ably-js does. */
const graceMs = 10_000;
const leaves = 3;
const absent = 0;

/** One attempt at Ably's realtime protocol in JSON. A subscriber like any other; it enters no presence set. */
export class AblyConnection implements ClientConnection {
  private readonly socket: DialledSocket;
  private connectionId = '';
  private idle: Timer | null = null;
  private idleMs: number | null = null;
  private isOver = false;
  private readonly members = new Map<string, Map<string, SessionMember>>();

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    this.socket = context.dial.webSocket({
      url: connectUrl(profile, context.memory.get('connectionKey')),
      tls: tlsOf(profile),
      onOpen: () => {},
      onMessage: (bytes) => this.hear(bytes),
      onPing: () => this.alive(),
      onClose: (code, reason) => {
        const message = `${addressOf(profile.fields)} closed the connection: ${reason} (${code}).`;
        this.end({ retry: 'later', problem: { code: 'unreachable', message, hint: 'It comes back by itself.' } }, code);
      },
      onFailed: (problem) => this.end({ retry: 'later', problem }),
    });
  }

  subscribe(channel: string): void {
    this.say({ action: actions.attach, channel }, 'subscribe', channel);
  }

  unsubscribe(channel: string): void {
    this.members.delete(channel);
    this.say({ action: actions.detach, channel }, 'unsubscribe', channel);
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    return publish(this.context, this.profile, values);
  }

  close(): void {
    this.isOver = true;
    this.idle?.cancel();
    this.socket.send(JSON.stringify({ action: actions.close }));
    this.socket.close(1000);
    const detail = { reason: ownEnd };
    this.context.record({ kind: 'connection', action: 'close', direction: 'up', detail });
  }

  private say(frame: object, action: 'subscribe' | 'unsubscribe', channel: string): void {
    const text = JSON.stringify(frame);
    this.socket.send(text);
    this.context.record({ kind: 'subscribe', action, direction: 'up', channel, body: Buffer.from(text) });
  }

  private hear(bytes: Buffer): void {
    if (this.isOver) return;
    this.alive();
    const frame = readFrame(bytes.toString());
    const { context } = this;
    switch (frame.action) {
      case actions.heartbeat:
        context.record({ kind: 'ping', action: 'heartbeat', direction: 'down', body: bytes });
        return;
      case actions.connected:
        this.connected(frame, bytes);
        return;
      case actions.attached:
        this.attached(frame, bytes);
        return;
      case actions.detached:
        this.detached(frame, bytes);
        return;
      case actions.message:
        for (const [at, text] of frame.messages.entries()) this.message(frame, text, at);
        return;
      case actions.presence:
      case actions.sync:
        for (const text of frame.presence) this.presence(frame, text);
        return;
      case actions.error:
        if (frame.channel !== '') this.detached(frame, bytes);
        else this.ended(frame, bytes);
        return;
      case actions.disconnected:
      case actions.closed:
        this.ended(frame, bytes);
        return;
      case actions.auth: {
        const message = 'Ably asks for a new token: the one of this profile ends soon.';
        context.problem({
          code: 'refused',
          message,
          hint: 'Ask the application for a new one and put it into the profile.',
        });
        return;
      }
      default:
        context.record({
          kind: frame.action < 0 ? 'error' : 'ping',
          ...(frame.action < 0 ? {} : { action: 'chatter' }),
          direction: 'down',
          body: bytes,
        });
    }
  }

  private connected(frame: ProtocolMessage, body: Buffer): void {
    const { context, profile } = this;
    const isFirst = this.connectionId === '';
    this.connectionId = frame.connectionId;
    this.idleMs = frame.maxIdleMs;
    context.memory.set('connectionKey', frame.connectionKey);
    const isResumed = context.memory.get('connectionId') === frame.connectionId;
    context.memory.set('connectionId', frame.connectionId);
    if (!isFirst) return;
    const detail = { address: addressOf(profile.fields), socketId: frame.connectionId };
    context.record({ kind: 'connection', action: 'open', direction: 'up', body, detail });
    // A connection that is gone on with gets what it missed; Ably keeps it for two minutes.
    if (!isResumed) context.missed('Messages published meanwhile');
    context.opened([
      { name: 'address', value: addressOf(profile.fields) },
      { name: 'connection id', value: frame.connectionId },
      ...(frame.clientId === '' ? [] : [{ name: 'client id', value: frame.clientId }]),
      ...(isResumed ? [{ name: 'resumed', value: 'yes: nothing was missed' }] : []),
    ]);
    this.alive();
  }

  private attached({ channel, flags }: ProtocolMessage, body: Buffer): void {
    const words = (flags & resumedFlag) === 0 ? 'Attached' : 'Attached where it was: nothing was missed';
    this.context.record({
      kind: 'ping',
      action: 'chatter',
      direction: 'down',
      channel,
      event: 'attached',
      body,
      summary: words,
    });
    this.context.channel(channel, { state: 'on', problem: null });
  }

  private detached({ channel, error }: ProtocolMessage, body: Buffer): void {
    const problem = error === null ? null : ablyFailure(error).problem;
    if (problem === null || error === null) {
      this.context.record({ kind: 'ping', action: 'chatter', direction: 'down', channel, event: 'detached', body });
      return;
    }
    const said = {
      code: error.code,
      summary: problem.message,
      detail: { reason: problem.message, hint: problem.hint },
    };
    this.context.record({ kind: 'refused', action: 'subscribe', direction: 'down', channel, body, ...said });
    this.context.channel(channel, { state: 'refused', problem });
  }

  private message(frame: ProtocolMessage, text: string, at: number): void {
    const { id, name, clientId, encoding } = readMessage(text);
    const detail = { messageId: id || `${frame.id}:${at}`, connectionId: frame.connectionId, clientId, encoding };
    this.context.record({
      kind: 'deliver',
      direction: 'down',
      channel: frame.channel,
      event: name,
      body: Buffer.from(text),
      detail,
    });
  }

  private presence({ channel }: ProtocolMessage, text: string): void {
    const { clientId, data, action } = readMessage(text);
    const isLeaving = action === leaves || action === absent;
    const members = this.members.get(channel) ?? new Map<string, SessionMember>();
    this.members.set(channel, members);
    if (isLeaving) members.delete(clientId);
    else members.set(clientId, { userId: clientId, info: data });
    this.context.channel(channel, { members: [...members.values()] });
    const body = Buffer.from(text);
    this.context.record({
      kind: 'presence',
      action: isLeaving ? 'leave' : 'join',
      direction: 'down',
      channel,
      event: clientId,
      body,
    });
  }

  private ended({ error }: ProtocolMessage, body: Buffer): void {
    const failure = error === null ? null : ablyFailure(error);
    const problem: Problem = failure?.problem ?? {
      code: 'unreachable',
      message: `${addressOf(this.profile.fields)} ended the connection.`,
      hint: 'It comes back by itself.',
    };
    this.end({ retry: failure?.retry ?? 'later', problem }, error?.code, body);
    this.socket.terminate();
  }

  private end(
    { retry, problem }: Pick<ClientEnd, 'retry'> & { readonly problem: Problem },
    code?: number,
    body?: Buffer,
  ): void {
    if (this.isOver) return;
    this.isOver = true;
    this.idle?.cancel();
    const said = {
      direction: 'down',
      summary: problem.message,
      detail: { reason: problem.message, hint: problem.hint },
      ...(code === undefined ? {} : { code }),
      ...(body === undefined ? {} : { body }),
    } as const;
    this.context.record(
      this.connectionId === ''
        ? { kind: 'refused', action: 'open', ...said }
        : { kind: 'connection', action: 'close', ...said },
    );
    const advice =
      retry === 'never'
        ? 'ably-js would give up (state failed).'
        : 'ably-js would try again within 15 s, and go on where it was.';
    this.context.ended({ retry, problem, advice });
  }

  /** The server sends something at least every maxIdleInterval. */
  private alive(): void {
    if (this.idleMs === null || this.idleMs === 0) return;
    this.idle?.cancel();
    this.idle = this.context.clock.setTimeout(() => {
      const message = `${addressOf(this.profile.fields)} said nothing for longer than it promised.`;
      this.end({ retry: 'later', problem: { code: 'unreachable', message, hint: 'The network may be gone.' } });
      this.socket.terminate();
    }, this.idleMs + graceMs);
  }
}
