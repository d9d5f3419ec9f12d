import { type Problem, ProblemError, toProblem } from '../../../../contract/problem';
import type { ServerFigures } from '../../../../contract/server-figures';
import type { FoundChannel, SessionSent } from '../../../../contract/session';
import type {
  ClientConnection,
  ClientContext,
  ClientEnd,
  ClientEntry,
  ProfileValues,
  ResolvedProfile,
} from '../../../clients/client-side';
import type { DialledSocket } from '../../../clients/dial';
import { ownEnd, refuseChannel } from '../../../clients/tell';
import { tlsOf } from '../../../clients/tls-fields';
import { parseChannelName } from '../channel-name';
import { Activity } from './activity';
import { SignedApi } from './api';
import { channelAuth } from './channel-auth';
import { ChannelBook } from './channel-book';
import { ChannelPoll } from './channel-poll';
import { chooseSource } from './figures/choose-source';
import { FiguresPoll } from './figures/figures-poll';
import { Inbox } from './inbox';
import { clientEventText, publish } from './publish';
import { noActivityTimeout, reactionTo, reactionToError, reactionToNoHandshake } from './reactions';
import { type Routes, routesOf } from './target';

const handshakePatienceMs = 20_000;
const pong = '{"event":"pusher:pong","data":{}}';
/** Set once a server has said that it takes TLS only. */
const tlsOnly = 'tlsOnly';
const ping = '{"event":"pusher:ping","data":{}}';

/** One connection to a Pusher server, as a page has it, with the server's route beside it where the secret is known. */
export class PusherConnection implements ClientConnection {
  private readonly routes: Routes;
  private readonly socket: DialledSocket;
  private readonly activity: Activity;
  private readonly book = new ChannelBook();
  private readonly api: SignedApi | null;
  private readonly patience;
  private poll: ChannelPoll | null = null;
  private figuresPoll: FiguresPoll | null = null;
  /** Why the server's statistics are not asked for. */
  private noFigures: Problem | null = null;
  private socketId = '';
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    const { clock, dial } = context;
    this.routes = routesOf(context.memory.has(tlsOnly) ? { ...profile.fields, tls: true } : profile.fields);
    this.api = this.signedApi();
    this.activity = new Activity(
      clock,
      () => this.say(ping, { kind: 'ping', action: 'heartbeat', event: 'pusher:ping' }),
      () => this.drop('No answer to pusher:ping within 30 s.'),
    );
    const inbox = this.inbox();
    const silent = 'It is a WebSocket, but no pusher:connection_established came.';
    this.patience = clock.setTimeout(() => this.drop(silent), handshakePatienceMs);
    this.socket = dial.webSocket({
      url: `${this.routes.webSocket}?protocol=7&client=hubbub&version=1&flash=false`,
      tls: tlsOf(profile),
      onOpen: () => {},
      onMessage: (bytes) => {
        if (this.isOver) return;
        this.activity.heard();
        inbox.take(bytes);
      },
      onClose: (code, reason) => this.closed(code, reason),
      onFailed: (problem, status) => this.failed(problem, status),
    });
  }

  subscribe(channel: string, token: string): void {
    void this.join(channel, token).catch((error) => {
      refuseChannel(this.context, channel, toProblem(error), 'up');
    });
  }

  unsubscribe(channel: string): void {
    this.book.leave(channel);
    const text = JSON.stringify({ event: 'pusher:unsubscribe', data: { channel } });
    this.say(text, { kind: 'subscribe', action: 'unsubscribe', channel });
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    if (values.as !== 'client') return publish(this.context, this.api, values);
    const text = clientEventText(values);
    const channel = String(values.channel);
    if (!this.book.subscribed.has(channel)) {
      throw new ProblemError('refused', `Not subscribed to ${channel}: a client event needs that.`, 'Subscribe first.');
    }
    const seq = this.say(text, { kind: 'client', channel, event: String(values.event) });
    return { seq, words: 'Written to the socket. Client events are not acknowledged.' };
  }

  figures(): ServerFigures {
    const none = { from: '', problem: this.noFigures, hasServerTime: false, points: [] };
    return this.figuresPoll?.figures ?? none;
  }

  close(): void {
    this.stop();
    if (this.socketId !== '') this.recordClose(1000, ownEnd, 'up');
    this.socket.close(1000);
  }

  private inbox(): Inbox {
    const connection = this;
    return new Inbox(this.context, this.book, {
      get isEstablished() {
        return connection.socketId !== '';
      },
      established: (socketId, timeoutS) => this.established(socketId, timeoutS),
      pinged: () => void this.say(pong, { kind: 'ping', action: 'heartbeat', event: 'pusher:pong' }),
      refused: (code, message) => {
        // Some servers leave the socket open after it (reference 1.5); pusher-js does not wait for a close either.
        this.stop();
        this.socket.terminate();
        this.end(reactionToError(code, message), code ?? null);
      },
      noHandshake: (event) => {
        this.stop();
        this.socket.terminate();
        this.context.ended(reactionToNoHandshake(event));
      },
    });
  }

  private async join(channel: string, token: string): Promise<void> {
    const { kind, isEncrypted } = parseChannelName(channel);
    const signed =
      kind === 'public' ? null : await channelAuth(channel, token, this.socketId, this.profile, this.context);
    // The answer of an endpoint may come when the connection is over.
    if (this.isOver) return;
    if (isEncrypted) this.book.learnKey(channel, signed?.sharedSecret ?? null, this.profile.secret('masterKey'));
    const data = {
      auth: signed?.auth ?? '',
      ...(signed?.channelData == null ? {} : { channel_data: signed.channelData }),
      channel,
    };
    this.book.asked.add(channel);
    this.context.channel(channel, { state: 'asked', problem: null });
    const text = JSON.stringify({ event: 'pusher:subscribe', data });
    this.say(text, { kind: 'subscribe', action: 'subscribe', channel });
  }

  private established(socketId: string, activityTimeoutS: number): void {
    this.patience.cancel();
    this.socketId = socketId;
    this.activity.begin(activityTimeoutS);
    const detail = { socketId, address: this.routes.webSocket, activityTimeoutS };
    this.context.record({ kind: 'connection', action: 'open', direction: 'up', detail });
    this.context.opened([
      { name: 'socketId', value: socketId },
      { name: 'activityTimeout', value: activityTimeoutS === 0 ? 'not named' : `${activityTimeoutS} s` },
    ]);
    if (activityTimeoutS === 0) this.context.problem(noActivityTimeout);
    if (this.api !== null) this.poll = new ChannelPoll(this.context, this.api, (channels) => this.found(channels));
    this.beginFigures();
  }

  private beginFigures(): void {
    const { fields } = this.profile;
    const [server, url, appId] = [fields.server, fields.statisticsUrl, fields.appId].map(String) as [
      string,
      string,
      string,
    ];
    const target = { server, url, appId, routes: this.routes, tls: tlsOf(this.profile) };
    const source = chooseSource(target, this.context.dial, this.api);
    if ('read' in source) this.figuresPoll = new FiguresPoll(this.context, source);
    else this.noFigures = source;
  }

  private found(channels: readonly FoundChannel[]): void {
    this.context.found(channels);
    if (this.profile.fields.follow !== true) return;
    const { subscribed, asked } = this.book;
    for (const { name } of channels) {
      const isNew = !subscribed.has(name) && !asked.has(name);
      if (isNew && parseChannelName(name).kind !== 'presence') this.subscribe(name, '');
    }
  }

  private closed(code: number, reason: string): void {
    if (this.isOver) return;
    this.stop();
    this.recordClose(code, reason, 'down');
    this.end(reactionTo(code, reason), code);
  }

  /** Over TLS from now on where that is asked for, as pusher-js does: until the session is turned off. */
  private end(end: ClientEnd, code: number | null): void {
    if (code === 4000) this.context.memory.set(tlsOnly, '');
    this.context.ended(end);
  }

  private failed(problem: Problem, status: number | null): void {
    if (this.isOver) return;
    this.stop();
    const detail = { reason: problem.message, hint: problem.hint, address: this.routes.webSocket };
    const code = status === null ? {} : { code: status };
    this.context.record({ kind: 'refused', action: 'open', direction: 'down', detail, ...code });
    this.context.ended({
      retry: 'later',
      problem,
      advice: 'pusher-js says "unavailable" after 10 s, and goes on trying.',
    });
  }

  /** Ends a connection that has gone silent, as pusher-js does, which comes back at once. */
  private drop(why: string): void {
    this.stop();
    this.recordClose(1006, why, 'up');
    this.socket.terminate();
    const hint = 'Is the server stopped, or something else on that port?';
    const problem: Problem = { code: 'unreachable', message: why, hint };
    const hasBegun = this.socketId !== '';
    const advice = hasBegun ? 'pusher-js connects again at once.' : '';
    this.context.ended({ retry: hasBegun ? 'now' : 'later', problem, advice });
  }

  private recordClose(code: number, reason: string, direction: 'up' | 'down'): void {
    const detail = { reason, socketId: this.socketId };
    this.context.record({ kind: 'connection', action: 'close', direction, code, detail });
  }

  private say(text: string, entry: Omit<ClientEntry, 'direction' | 'body'>): number {
    const body = Buffer.from(text);
    if (this.socket.send(text)) return this.context.record({ ...entry, direction: 'up', body });
    const { channel = '', event = '' } = entry;
    const detail = { reason: 'It was not sent: the socket is closed, or takes nothing more.' };
    return this.context.record({ kind: 'error', direction: 'up', channel, event, body, detail });
  }

  private signedApi(): SignedApi | null {
    const { fields } = this.profile;
    const app = { id: String(fields.appId), key: String(fields.key), secret: this.profile.secret('secret') };
    if (app.id === '' || app.secret === '') return null;
    return new SignedApi(this.context.dial, this.context.clock, this.routes, app, tlsOf(this.profile));
  }

  private stop(): void {
    this.isOver = true;
    this.patience.cancel();
    this.activity.stop();
    this.poll?.stop();
    this.figuresPoll?.stop();
  }
}
