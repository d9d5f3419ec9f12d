import type { AppSettings, ForwardSettings } from '../../../../contract/app';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { Problem } from '../../../../contract/problem';
import type { DialledSocket } from '../../../clients/dial';
import type { HubConnection } from '../../../hub/connection';
import type { HubContext, Upgrade } from '../../../hub/hub-context';
import { parseChannelName } from '../channel-name';
import { codes } from '../hub/codes';
import { errorFrame } from '../hub/frames';
import { libraryOf, queryOf } from '../hub/told-in-query';
import { AddedDelay } from './added-delay';
import type { PassedChannels } from './passed-channels';
import { frameDown, frameUp, type PassedFrame, rosterOf } from './passed-frame';
import { forwardedHeaders } from './passed-headers';
import type { RecentPublishes } from './recent-publishes';

export interface PassedParts {
  readonly context: HubContext;
  readonly app: () => AppSettings;
  readonly channels: PassedChannels;
  readonly publishes: RecentPublishes;
  onOpen(connection: PassedConnection): void;
  onGone(connection: PassedConnection): void;
}

/**
 * One page's connection and ours to the real server behind it. Every message goes on byte for byte, and is an entry first.
 * Pings of the WebSocket itself, below the messages, are answered on each side of us.
 */
export class PassedConnection {
  socketId = '';
  private readonly upstream: DialledSocket;
  private readonly startedMs: number;
  private readonly library: string;
  private readonly joined = new Set<string>();
  /** By presence channel that was asked for: who the page says it is, which the real server has checked once it confirms. */
  private readonly claimed = new Map<string, string>();
  private user = '';
  private readonly added: AddedDelay;
  private connectedInMs = 0;
  private connection: HubConnection | null = null;
  private isOver = false;

  constructor(
    private readonly parts: PassedParts,
    private readonly forward: ForwardSettings,
    private readonly upgrade: Upgrade,
  ) {
    const { context } = parts;
    this.startedMs = context.clock.nowMs();
    this.added = new AddedDelay(context.clock);
    this.library = libraryOf(queryOf(upgrade.request.url ?? ''));
    const { request, socket } = upgrade;
    socket.once('close', this.givenUp);
    this.upstream = context.dial.webSocket({
      url: `${forward.url.replace(/^http/, 'ws').replace(/\/+$/, '')}${request.url ?? ''}`,
      headers: forwardedHeaders(request, forward.url),
      protocols: (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).filter((one) => one !== ''),
      tls: { isVerified: forward.verifyTls, authorityFile: '' },
      onOpen: () => this.opened(),
      onMessage: (bytes, isBinary) => this.down(bytes, isBinary),
      onClose: (code, reason) => this.upstreamClosed(code, reason),
      onFailed: (problem, status) => this.failed(problem, status),
    });
  }

  /** The page did not wait for the real server. */
  private readonly givenUp = () => this.upstream.terminate();

  get id(): number {
    return this.connection?.id ?? 0;
  }

  end(code: number, reason: string): void {
    this.say(errorFrame(code, reason));
    this.connection?.close(code, reason);
  }

  private opened(): void {
    const { context } = this.parts;
    this.upgrade.socket.off('close', this.givenUp);
    this.connectedInMs = context.clock.nowMs() - this.startedMs;
    const connection = context.accept(this.upgrade);
    if (connection === null) {
      this.upstream.close(1000);
      return;
    }
    this.connection = connection;
    const appId = () => this.parts.app().id;
    connection.attach({
      get app() {
        return appId();
      },
      onText: (bytes) => this.up(bytes),
      onBinary: (bytes) => this.up(bytes, true),
      onControl: () => {},
      onClose: (closeSeq, code) => this.downstreamClosed(closeSeq, code),
      label: () => ({
        socketId: this.socketId,
        user: this.user,
        channels: [...this.joined],
        library: this.library,
        passed: { to: this.forward.url, connectedInMs: tenths(this.connectedInMs), added: this.added.told },
      }),
      dismiss: ({ mayReturn, reason }) => this.end(mayReturn ? codes.reconnect : codes.unauthorized, reason),
    });
    this.parts.onOpen(this);
  }

  private up(bytes: Buffer, isBinary = false): void {
    const { context } = this.parts;
    const nowMs = context.clock.nowMs();
    context.traffic.add(1, nowMs);
    const frame = frameUp(bytes);
    const seq = this.record(frame, 'up', bytes);
    // The buffer is ours during this call only.
    const isSent = this.upstream.send(isBinary ? Buffer.from(bytes) : bytes.toString());
    if (frame.tells?.what === 'heartbeat') this.connection?.traffic.wasHeartbeat();
    if (frame.tells?.what === 'unsubscribed') this.left(frame.tells.channel);
    if (frame.tells?.what === 'asked') this.claim(frame.tells.channel, frame.tells.user);
    if (isSent) this.added.written(nowMs);
    else this.notSent(seq);
  }

  private down(bytes: Buffer, isBinary: boolean): void {
    const { connection } = this;
    if (connection === null || this.isOver) return;
    const { context } = this.parts;
    const nowMs = context.clock.nowMs();
    context.traffic.add(1, nowMs);
    const frame = frameDown(bytes);
    const seq = this.record(frame, 'down', bytes);
    this.learn(frame, bytes);
    const { bytes: encoded } = context.encodeMessage(bytes, isBinary);
    const isHeartbeat = frame.tells?.what === 'heartbeat';
    connection.send(isHeartbeat ? { bytes: encoded, seq, isHeartbeat } : { bytes: encoded, seq });
    this.added.whenWritten(nowMs, () => connection.pending !== null && !this.isOver);
  }

  private learn({ tells }: PassedFrame, bytes: Buffer): void {
    const { channels, context } = this.parts;
    switch (tells?.what) {
      case 'established':
        this.socketId = tells.socketId;
        context.changed();
        break;
      case 'subscribed':
        this.joined.add(tells.channel);
        this.user ||= this.claimed.get(tells.channel) ?? '';
        channels.join(tells.channel, this);
        if (parseChannelName(tells.channel).kind === 'presence') {
          for (const [userId, info] of rosterOf(bytes)) channels.member(tells.channel, userId, info);
        }
        break;
      case 'signedIn':
        this.user = tells.user;
        context.changed();
        break;
      case 'refused':
        channels.refused(tells.channel, null);
        break;
      case 'member':
        channels.member(tells.channel, tells.userId, tells.info);
        break;
      case 'event':
        channels.count(tells.channel, context.clock.nowMs());
        break;
    }
  }

  private record({ entry, tells }: PassedFrame, direction: 'up' | 'down', body: Buffer): Seq {
    const { context, app, publishes } = this.parts;
    const about = { protocol: 'pusher', app: app().id, connection: this.id, direction, body, ...entry } as const;
    if (tells?.what === 'established') {
      return context.recorder.record({ ...about, direction: 'up', ...this.openDetail(tells.socketId) });
    }
    if (tells?.what !== 'event') return context.recorder.record(about);
    const cause = publishes.find(context.clock.nowMs(), tells.channel, tells.event, tells.data);
    return context.recorder.record(cause === undefined ? about : { ...about, cause });
  }

  private openDetail(socketId: string) {
    const { origin, userAgent, remoteAddress, listener } = (this.connection as HubConnection).peer;
    const connectedInMs = tenths(this.connectedInMs);
    const forwardedTo = this.forward.url;
    const detail = {
      socketId,
      origin,
      userAgent,
      remoteAddress,
      listener,
      library: this.library,
      forwardedTo,
      connectedInMs,
    };
    return {
      detail,
      summary: `Connected as ${socketId}, through to ${forwardedTo} in ${connectedInMs} ms`.slice(
        0,
        limits.summaryChars,
      ),
    };
  }

  private notSent(cause: Seq): void {
    const { context, app } = this.parts;
    const reason = 'The real server takes nothing more: this was not passed on.';
    const hint = 'It reads more slowly than the page sends, or has just gone away.';
    const about = { protocol: 'pusher', app: app().id, connection: this.id, cause } as const;
    context.recorder.record({ ...about, kind: 'error', direction: 'up', detail: { reason, hint }, summary: reason });
    this.connection?.terminate();
  }

  private upstreamClosed(code: number, reason: string): void {
    const { connection } = this;
    if (connection === null || this.isOver) return;
    // What cannot be written into a close frame is said without one.
    if (code === 1006 || code === 1015) connection.terminate();
    else connection.close(code === 1005 ? 1000 : code, reason);
  }

  private downstreamClosed(_closeSeq: Seq, code: number): void {
    this.isOver = true;
    for (const channel of this.joined) this.parts.channels.leave(channel, this);
    const isSayable = code >= 1000 && code < 5000 && ![1004, 1005, 1006, 1015].includes(code);
    if (isSayable) this.upstream.close(code);
    else this.upstream.terminate();
    this.parts.onGone(this);
  }

  private claim(channel: string, user: string): void {
    if (user === '') this.claimed.delete(channel);
    else if (this.claimed.size < limits.channelsPerConnection) this.claimed.set(channel, user);
  }

  private left(channel: string): void {
    this.joined.delete(channel);
    this.parts.channels.leave(channel, this);
  }

  private say(text: string): void {
    const { context, app } = this.parts;
    const frame = context.encodeText(text);
    const about = { protocol: 'pusher', app: app().id, connection: this.id } as const;
    const seq = context.recorder.record({
      ...about,
      kind: 'ping',
      action: 'chatter',
      direction: 'down',
      event: 'pusher:error',
      body: frame.payload,
    });
    this.connection?.send({ bytes: frame.bytes, seq });
  }

  private failed(problem: Problem, status: number | null): void {
    const { context, app } = this.parts;
    const { headers, url, socket } = this.upgrade.request;
    const reason = `The server behind this app did not answer as one. ${problem.message}`;
    context.recorder.record({
      kind: 'refused',
      action: 'open',
      direction: 'down',
      protocol: 'pusher',
      app: app().id,
      code: status ?? 502,
      detail: {
        reason,
        hint: problem.hint,
        check: 'forward',
        forwardedTo: this.forward.url,
        path: url ?? '',
        origin: headers.origin ?? '',
        userAgent: headers['user-agent'] ?? '',
        remoteAddress: socket.remoteAddress ?? '',
        listener: this.upgrade.listener,
      },
      summary: `Refused: ${reason}`.slice(0, limits.summaryChars),
    });
    // As a proxy answers: the page sees that the server is away.
    context.http.refuse(this.upgrade, status ?? 502, reason);
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
