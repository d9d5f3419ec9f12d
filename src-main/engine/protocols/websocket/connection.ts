import type { Problem } from '../../../contract/problem';
import { ProblemError } from '../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../contract/session';
import { redactHeaders, redactQuery } from '../../capture/redact';
import type { ClientConnection, ClientContext, ProfileValues, ResolvedProfile } from '../../clients/client-side';
import type { DialledSocket } from '../../clients/dial';
import type { MessageWire } from '../../clients/frame-meter';
import { headerLines } from '../../clients/header-lines';
import { ownEnd } from '../../clients/tell';
import { tlsOf } from '../../clients/tls-fields';
import { isUrl } from '../../is-url';
import { Echoes } from './echoes';
import { endOf, endOfHandshake, handshakeHint } from './ends';
import { Pings } from './pings';
import type { ReaderSet } from './reader-set';
import { Recogniser } from './recogniser';
import { MessageRecord } from './record';
import { messageOf } from './send';

/** Of a protocol it is known who gets what; only where there is none is it worth telling what comes back. */
const plain: ReadonlySet<string> = new Set(['json', 'plain', 'event-data']);

/** One attempt at a WebSocket, and what goes over it. */
export class WebSocketConnection implements ClientConnection {
  private socket: DialledSocket;
  private readonly url: string;
  private readonly memory = new Map<string, string>();
  private recogniser: Recogniser;
  private readonly pings: Pings;
  private readonly echoes: Echoes;
  private offered: readonly string[];
  private openedAtMs: number | null = null;
  private startedAtMs: number;
  private chosen = { subprotocol: '', extensions: '' };
  private payloadDown = 0;
  private deflated = { wire: 0, payload: 0 };
  private isOver = false;
  private readonly messages: MessageRecord;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
    private readonly readers: ReaderSet,
  ) {
    this.messages = new MessageRecord(context);
    const { fields } = profile;
    this.url = String(fields.url).trim();
    this.offered = String(fields.subprotocols)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    this.recogniser = new Recogniser(this.url, '');
    this.startedAtMs = context.clock.nowMs();
    this.pings = new Pings(context, Number(fields.pingSeconds), {
      ping: (bytes) => this.socket.ping(bytes),
      told: () => this.tellFacts(),
      lost: () => this.lost(),
    });
    this.echoes = new Echoes(context.clock, () => this.tellFacts());
    this.socket = this.dial();
  }

  /** There is nothing to subscribe to: the form says so. */
  subscribe(): void {}

  unsubscribe(): void {}

  async send(values: ProfileValues): Promise<SessionSent> {
    const { bytes, isBinary, isPing } = messageOf(values);
    if (isPing) return { seq: this.pings.send(bytes), words: 'Pinged. The answer is an entry of its own.' };
    if (!this.socket.send(isBinary ? bytes : bytes.toString())) {
      const message = 'The server reads too slowly: what was sent before is still waiting. Nothing was sent.';
      throw new ProblemError('refused', message, 'Wait, or connect anew.');
    }
    this.echoes.sent(bytes);
    if (this.recogniser.see(bytes, isBinary, true)) this.tellFacts();
    const seq = this.messages.record(this.reader, { bytes, isBinary, isUp: true, memory: this.memory });
    return { seq, words: 'Written to the socket. A WebSocket does not acknowledge.' };
  }

  close(): void {
    this.stop();
    if (this.openedAtMs !== null) this.recordClose(1000, ownEnd, 'up');
    this.socket.close(1000);
  }

  private dial(): DialledSocket {
    const { fields } = this.profile;
    const headers = headerLines(this.profile.secret('headers'));
    const origin = originOf(String(fields.origin).trim(), this.url);
    return this.context.dial.webSocket({
      url: this.url,
      headers: { ...(origin === '' ? {} : { origin }), ...headers },
      protocols: this.offered,
      offersDeflate: fields.deflate === true,
      tls: tlsOf(this.profile),
      onOpen: (answer) => this.opened(answer),
      onMessage: (bytes, isBinary, wire) => this.hear(bytes, isBinary, wire),
      onPing: (bytes) => this.pings.heard(bytes),
      onPong: (bytes) => this.pings.answered(bytes),
      onClose: (code, reason, isFault) => this.closed(code, reason, isFault),
      onFailed: (problem, status, answer) => this.failed(problem, status, answer),
    });
  }

  private get reader() {
    return this.readers.get(
      this.profile.fields.readAs === 'auto' ? this.recogniser.guess.id : String(this.profile.fields.readAs),
    );
  }

  private opened(answer: { protocol: string; extensions: string; headers: NodeJS.Dict<string | string[]> }): void {
    if (this.isOver) return;
    const { clock } = this.context;
    this.openedAtMs = clock.nowMs();
    this.chosen = { subprotocol: answer.protocol, extensions: answer.extensions };
    this.recogniser = new Recogniser(this.url, answer.protocol);
    this.context.record({
      kind: 'connection',
      action: 'open',
      direction: 'up',
      detail: {
        address: redactQuery(this.url),
        ...this.chosen,
        readAs: this.reader.name,
        because: this.because,
        tookMs: Math.round(this.openedAtMs - this.startedAtMs),
        answerHeaders: redactHeaders(answer.headers),
      },
    });
    this.context.missed('What the server sent meanwhile');
    this.context.opened(this.facts());
    this.pings.begin();
  }

  private hear(bytes: Buffer, isBinary: boolean, wire: MessageWire): void {
    if (this.isOver) return;
    this.payloadDown += bytes.length;
    if (wire.isDeflated) {
      const isFirst = this.deflated.payload === 0;
      this.deflated = { wire: this.deflated.wire + wire.bytes, payload: this.deflated.payload + bytes.length };
      if (isFirst) this.tellFacts();
    }
    this.pings.alive();
    this.echoes.heard(bytes);
    if (this.recogniser.see(bytes, isBinary, false)) this.tellFacts();
    this.messages.record(this.reader, { bytes, isBinary, isUp: false, memory: this.memory, wire });
  }

  private closed(code: number, reason: string, isFault: boolean): void {
    if (this.isOver) return;
    this.stop();
    this.recordClose(code, reason, isFault ? 'up' : 'down');
    this.context.ended(endOf(code, reason, isFault, this.reader.id));
  }

  private failed(told: Problem, status: number | null, answer: NodeJS.Dict<string | string[]>): void {
    if (this.isOver) return;
    const problem = handshakeHint(told, status, answer);
    const code = status === null ? {} : { code: status };
    const detail = { reason: problem.message, hint: problem.hint, address: redactQuery(this.url) };
    this.context.record({ kind: 'refused', action: 'open', direction: 'down', detail, ...code });
    // A server that wants a subprotocol names it (Ratchet's WAMP routes): it is offered then, once.
    const wanted =
      String(answer['sec-websocket-protocol'] ?? '')
        .split(',')[0]
        ?.trim() ?? '';
    if (status === 426 && this.offered.length === 0 && wanted !== '') {
      this.offered = [wanted];
      this.socket = this.dial();
      return;
    }
    this.stop();
    this.context.ended(endOfHandshake(problem, status));
  }

  private lost(): void {
    this.stop();
    const reason = `The server has not answered a ping for ${Number(this.profile.fields.pingSeconds)} s.`;
    this.recordClose(1006, reason, 'up');
    this.socket.terminate();
    const hint = 'Is the server stuck, or the network gone? Servers that answer no ping at all need "Ping every" at 0.';
    const problem = { code: 'unreachable', message: reason, hint } as const;
    this.context.ended({ retry: 'later', problem, advice: 'A browser would not have noticed.' });
  }

  private recordClose(code: number, reason: string, direction: 'up' | 'down'): void {
    const { up, down } = this.socket.wireBytes;
    const detail = {
      reason,
      livedMs: Math.round(this.context.clock.nowMs() - (this.openedAtMs ?? 0)),
      wireUpBytes: up,
      wireDownBytes: down,
      payloadDownBytes: this.payloadDown,
      readAs: this.reader.id,
    };
    this.context.record({ kind: 'connection', action: 'close', direction, code, detail });
  }

  private get because(): string {
    const { reason, isSure, rival } = this.recogniser.guess;
    if (this.profile.fields.readAs !== 'auto') return 'chosen in the profile';
    const doubt = rival === '' ? 'not sure' : `could be ${this.readers.get(rival).name} as well`;
    return isSure ? reason : `${reason} (${doubt})`;
  }

  private facts(): readonly SessionFact[] {
    const { wire, payload } = this.deflated;
    const facts: readonly (readonly [string, string])[] = [
      ['readAs', `${this.reader.name}: ${this.because}`],
      ['subprotocol', this.chosen.subprotocol],
      ['extensions', this.chosen.extensions],
      ['deflated', payload === 0 ? '' : `${payload.toLocaleString('en')} bytes came as ${wire.toLocaleString('en')}`],
      ['roundTrip', this.pings.roundTrip],
      ['cameBack', plain.has(this.reader.id) ? this.echoes.words : ''],
    ];
    return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
  }

  private tellFacts(): void {
    if (this.openedAtMs !== null) this.context.facts(this.facts());
  }

  private stop(): void {
    this.isOver = true;
    this.pings.stop();
    this.echoes.stop();
  }
}

function originOf(given: string, url: string): string {
  if (given === 'none' || !isUrl(url)) return '';
  const { protocol, host } = new URL(url);
  return given === '' ? `${protocol === 'wss:' ? 'https' : 'http'}://${host}` : given;
}
