import type { EntryDetail } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import { type Problem, ProblemError, toProblem } from '../../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../../contract/session';
import { redactQuery } from '../../../capture/redact';
import type {
  ClientConnection,
  ClientContext,
  ClientEnd,
  ProfileValues,
  ResolvedProfile,
} from '../../../clients/client-side';
import { headerLines } from '../../../clients/header-lines';
import { ownEnd } from '../../../clients/tell';
import type { Timer } from '../../../clock';
import { eventParts, packetText, parseEngine, parsePacket, type SocketPacket } from '../packet';
import { errorWords } from '../read-frame';
import { Acks } from './acks';
import { EchoChannelPoll, echoApiOf } from './echo-api';
import { EchoChannels } from './echo-channels';
import { endByEngine, endByServer, endOfSilence, endOfTransport, namespaceProblem, noChannels } from './ends';
import { handshakeUrl, namespacesOf } from './form';
import { frameEntry } from './frame-entry';
import { Heartbeat } from './heartbeat';
import { openTransport } from './open-transport';
import { eventJson, publish } from './send';
import type { Transport } from './transport';

/** A server of Socket.IO 2 says `40` by itself; so long it is waited for where the handshake does not tell, ms. */
const unaskedMs = 1_000;

/** One connection to a Socket.IO server of either age. */
export class SocketIoConnection implements ClientConnection {
  private transport: Transport | null = null;
  private readonly heartbeat: Heartbeat;
  private readonly acks: Acks;
  private readonly echo: EchoChannels;
  private readonly namespaces: readonly string[];
  private readonly joined = new Set<string>();
  private version: 3 | 4;
  private intervals: readonly [number, number] = [25_000, 20_000];
  private engineId = '';
  private socketId = '';
  private note = '';
  private carrier: string;
  private openedAtMs: number | null = null;
  private poll: EchoChannelPoll | null = null;
  private wait: Timer | null = null;
  /** Of one namespace among several. */
  private refusal: Problem | null = null;
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    const { fields } = profile;
    this.version = fields.version === '3' ? 3 : 4;
    this.carrier = fields.transport === 'websocket' ? 'websocket' : 'polling';
    this.namespaces = namespacesOf(String(fields.namespaces));
    this.acks = new Acks(context);
    this.echo = new EchoChannels(context, headerLines(profile.secret('authHeaders')), () => this.socketId);
    this.heartbeat = new Heartbeat(context.clock, {
      ping: () => void this.say('2'),
      lost: (reason) => this.end(endOfSilence(reason), 1006, 'up'),
    });
    try {
      this.transport = this.dial();
    } catch (error) {
      const problem = toProblem(error);
      queueMicrotask(() => this.end({ retry: 'never', problem, advice: '' }, null, 'up'));
    }
  }

  subscribe(channel: string): void {
    if (this.hasChannels) this.say(this.event(this.echo.join(channel)));
    else this.context.channel(channel, { state: 'refused', problem: noChannels });
  }

  unsubscribe(channel: string): void {
    if (!this.echo.has(channel)) return;
    const json = this.echo.leave(channel);
    if (json !== null) this.say(this.event(json));
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    if (values.as === 'server') return publish(this.context, this.profile, values);
    if (values.as === 'client') {
      const seq = this.mustSay(this.event(this.echo.whisper(values)));
      return { seq, words: 'Written to the socket. Client events are not acknowledged.' };
    }
    const namespace = String(values.namespace ?? '/') || '/';
    if (!this.joined.has(namespace)) {
      const message = `Not connected to the namespace ${namespace}: nothing was sent.`;
      throw new ProblemError('refused', message, 'Name it in the profile.');
    }
    const json = eventJson(values);
    const ack = values.wantsAck === true ? this.acks.expect() : null;
    const seq = this.mustSay(this.event(json, namespace, ack?.id ?? null));
    return { seq, words: ack === null ? 'Written to the socket. No acknowledgement was asked for.' : await ack.words };
  }

  close(): void {
    this.stop();
    if (this.openedAtMs !== null) {
      this.transport?.send('41');
      this.recordClose(1000, ownEnd, 'up');
    }
    this.transport?.close();
  }

  private dial(): Transport {
    return openTransport(this.context, this.profile, {
      onPacket: (text) => this.hear(text),
      onBytes: (bytes) => {
        if (!this.isOver) this.context.record({ kind: 'deliver', direction: 'down', event: 'binary', body: bytes });
      },
      onNote: (note) => {
        this.note = note;
        this.tellFacts();
      },
      onSaid: (text) => void this.context.record(frameEntry(text, true)),
      onUpgraded: () => {
        this.carrier = 'websocket, after polling';
        this.tellFacts();
      },
      onEnd: ({ problem, code, hasBegun }) => this.end(endOfTransport(problem, code, hasBegun), code, 'down'),
    });
  }

  private hear(text: string): void {
    if (this.isOver) return;
    this.heartbeat.heard();
    this.context.record(frameEntry(text, false));
    const engine = parseEngine(text);
    if (engine?.type === 'open') this.handshake(engine.data);
    if (engine?.type === 'ping') this.say(`3${engine.data}`);
    if (engine?.type === 'close') this.end(endByEngine, null, 'down');
    const packet = engine?.type === 'message' ? parsePacket(engine.data) : null;
    if (packet !== null) this.take(packet);
  }

  private handshake(json: string): void {
    const value = parseJson(json);
    const told = (typeof value === 'object' && value !== null ? value : {}) as EntryDetail;
    const { sid, pingInterval, pingTimeout, maxPayload } = told;
    this.engineId = typeof sid === 'string' ? sid : '';
    this.intervals = [Number(pingInterval) || 25_000, Number(pingTimeout) || 20_000];
    this.heartbeat.begin(this.version, ...this.intervals);
    const { version } = this.profile.fields;
    if (version === '3') return;
    // Never `40` to a server of Socket.IO 2: it would make a second socket of it.
    if (version === '4' || maxPayload !== undefined) this.connectNamespaces();
    else this.wait = this.context.clock.setTimeout(() => this.connectNamespaces(), unaskedMs);
  }

  private connectNamespaces(): void {
    this.wait = null;
    const auth = this.profile.secret('auth').trim();
    const json = parseJson(auth) === undefined ? '' : auth;
    for (const namespace of this.namespaces) this.say(`4${packetText({ type: 'connect', namespace, json })}`);
  }

  private take({ type, namespace, ackId, json }: SocketPacket): void {
    switch (type) {
      case 'connect':
        this.connected(namespace, json);
        break;
      case 'error':
        this.refused(namespaceProblem(namespace, errorWords(json)));
        break;
      case 'disconnect':
        this.joined.delete(namespace);
        if (this.joined.size === 0) this.end(endByServer, null, 'down');
        break;
      case 'ack':
      case 'binary ack':
        if (ackId !== null) this.acks.heard(ackId, json);
        break;
      default: {
        const { name, args } = eventParts(json);
        if (this.hasChannels) this.echo.hear(name, args);
      }
    }
  }

  private connected(namespace: string, json: string): void {
    const isUnasked = this.wait !== null || this.profile.fields.version === '3';
    if (isUnasked) this.isOld();
    this.joined.add(namespace);
    if (this.openedAtMs !== null) return;
    const value = parseJson(json);
    const isNamed = typeof value === 'object' && value !== null && 'sid' in value;
    this.socketId = isNamed ? String(value.sid) : this.engineId;
    this.openedAtMs = this.context.clock.nowMs();
    const detail = {
      address: redactQuery(this.address.href),
      socketId: this.socketId,
      engine: String(this.version),
      transport: this.carrier,
      ...(this.note === '' ? {} : { note: this.note }),
    };
    this.context.record({ kind: 'connection', action: 'open', direction: 'up', detail });
    this.context.missed('Events sent meanwhile');
    this.context.opened(this.facts());
    const api = this.hasChannels ? echoApiOf(this.profile) : null;
    if (api !== null) this.poll = new EchoChannelPoll(this.context, this.profile, api);
    if (this.refusal !== null) this.context.problem(this.refusal);
    const others = this.version === 3 ? this.namespaces.filter((one) => one !== '/') : [];
    for (const other of others) this.say(`4${packetText({ type: 'connect', namespace: other })}`);
  }

  /** A server of Socket.IO 2, which the client has to ping. */
  private isOld(): void {
    this.wait?.cancel();
    this.wait = null;
    if (this.version === 3) return;
    this.version = 3;
    this.heartbeat.begin(3, ...this.intervals);
  }

  private refused(problem: Problem): void {
    if (this.joined.size > 0 || this.namespaces.length > 1) {
      this.refusal = problem;
      this.context.problem(problem);
      return;
    }
    this.end(
      { retry: 'never', problem, advice: 'socket.io-client tells connect_error, and does not try again.' },
      null,
      'down',
    );
  }

  private event(json: string, namespace = '/', ackId: number | null = null): string {
    return `4${packetText({ type: 'event', namespace, ackId, json })}`;
  }

  /** The entry of what was sent; 0 if it was not. */
  private say(text: string): number {
    return this.transport?.send(text) === true ? this.context.record(frameEntry(text, true)) : 0;
  }

  private mustSay(text: string): number {
    const seq = this.say(text);
    if (seq !== 0) return seq;
    throw new ProblemError('refused', 'The connection takes nothing more: nothing was sent.', 'Wait, or connect anew.');
  }

  private end(end: ClientEnd, code: number | null, direction: 'up' | 'down'): void {
    if (this.isOver) return;
    this.stop();
    this.transport?.close();
    const detail = { reason: end.problem?.message ?? '', hint: end.problem?.hint ?? '' };
    if (this.openedAtMs !== null) this.recordClose(code, detail.reason, direction);
    else {
      const status = code === null ? {} : { code };
      this.context.record({ kind: 'refused', action: 'open', direction, detail, ...status });
    }
    this.context.ended(end);
  }

  private recordClose(code: number | null, reason: string, direction: 'up' | 'down'): void {
    const livedMs = Math.round(this.context.clock.nowMs() - (this.openedAtMs ?? 0));
    const detail = { reason, livedMs };
    this.context.record({ kind: 'connection', action: 'close', direction, detail, ...(code === null ? {} : { code }) });
  }

  private get hasChannels(): boolean {
    return this.profile.fields.channels === 'echo';
  }

  private get address(): URL {
    return handshakeUrl(this.profile.fields);
  }

  private facts(): readonly SessionFact[] {
    const facts: readonly (readonly [string, string])[] = [
      ['socketId', this.socketId],
      ['engine', `Engine.IO ${this.version}`],
      ['transport', this.carrier],
      ['note', this.note],
    ];
    return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
  }

  private tellFacts(): void {
    if (this.openedAtMs !== null && !this.isOver) this.context.facts(this.facts());
  }

  private stop(): void {
    this.isOver = true;
    this.wait?.cancel();
    this.heartbeat.stop();
    this.acks.stop();
    this.echo.stop();
    this.poll?.stop();
  }
}
