import type { ChannelModel } from 'amqplib';
import { asError, ProblemError } from '../../../../contract/problem';
import type { SessionFact, SessionSent } from '../../../../contract/session';
import { amqpFailure } from '../../../brokers/amqp-failure';
import type { ClientConnection, ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import { recordEnd, recordOwnEnd, refuseChannel } from '../../../clients/tell';
import type { Timer } from '../../../clock';
import { addressOf, openLink } from './link';
import { Management } from './management';
import { publish } from './publish';
import { readName, Tap, traceExchange } from './tap';

/** What fills a queue of ours and what we take of it in so long is told apart. */
const lookEveryMs = 1_000;

/** One attempt: a connection, and for each exchange that is watched a queue of our own that goes with it. */
export class AmqpConnection implements ClientConnection {
  private readonly address: string;
  private readonly management: Management;
  private connection: ChannelModel | null = null;
  private readonly taps = new Map<string, Tap>();
  private timer: Timer | null = null;
  private isAsked = false;
  private isOver = false;

  constructor(
    private readonly context: ClientContext,
    private readonly profile: ResolvedProfile,
  ) {
    this.address = addressOf(profile.fields);
    this.management = new Management(profile, context.dial);
    this.start().catch((error: unknown) => this.fail(error));
  }

  subscribe(name: string): void {
    this.isAsked = true;
    this.watch(name).then(
      () => this.context.channel(name, { state: 'on', problem: null }),
      (error: unknown) => {
        if (this.isOver) return;
        const { problem } = amqpFailure(error, this.address);
        // A connection that ended before anybody listened to it says so here alone.
        if (problem.code === 'unreachable') this.fail(error);
        else refuseChannel(this.context, name, problem);
      },
    );
  }

  unsubscribe(name: string): void {
    const tap = this.taps.get(name);
    this.taps.delete(name);
    tap?.close();
  }

  async send(values: ProfileValues): Promise<SessionSent> {
    const { connection, context, management } = this;
    if (connection === null) throw new ProblemError('refused', 'It is not connected.', '');
    const taps = () => [...this.taps.values()];
    const isOurs = (queue: string) => taps().some((tap) => tap.queue === queue);
    const isWatched = (exchange: string) => taps().some((tap) => tap.exchange === exchange);
    const isSigned = (exchange: string) => taps().some((tap) => tap.exchange === exchange && tap.isSigned);
    try {
      return await publish({ connection, context, management, isOurs, isWatched, isSigned }, values);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw asError(amqpFailure(error, this.address).problem);
    }
  }

  close(): void {
    const wasOpen = this.connection !== null;
    this.end();
    if (wasOpen) recordOwnEnd(this.context);
  }

  private async start(): Promise<void> {
    const { context, profile } = this;
    const connection = await openLink(profile, context.dial);
    this.connection = connection;
    let heard: unknown = new Error('Connection closed');
    connection.on('error', (error) => {
      heard = error;
    });
    connection.on('close', (error) => this.fail(error ?? heard));
    if (this.isOver) {
      this.end();
      return;
    }
    context.record({ kind: 'connection', action: 'open', direction: 'up', detail: { address: this.address } });
    context.missed('Messages published meanwhile');
    context.opened(this.facts(connection));
    if (profile.fields.isFirehose === true) {
      context.channel(traceExchange, { state: 'asked' });
      this.subscribe(traceExchange);
    } else if (!this.isAsked) {
      const hint = 'Name one to watch: with Symfony it is the second part of MESSENGER_TRANSPORT_DSN, or messages.';
      context.problem({ code: 'not-found', message: 'No exchange is watched yet.', hint });
    }
    this.lookLater();
  }

  private async watch(name: string): Promise<void> {
    const { connection, context } = this;
    if (connection === null || this.taps.has(name)) return;
    const { exchange, key } = readName(name);
    const known = key === null ? await this.management.exchange(exchange) : null;
    const keys = known?.type === 'direct' ? known.bindings.map((binding) => binding.key) : [];
    const tap = await Tap.open(connection, context, { exchange, key, keys });
    this.taps.set(name, tap);
    context.problem(null);
  }

  private lookLater(): void {
    this.timer = this.context.clock.setTimeout(() => {
      Promise.all([...this.taps.values()].map((tap) => tap.look())).then(
        () => this.lookLater(),
        // A tap that is closed meanwhile cannot be asked; a connection that is lost says so itself.
        () => this.lookLater(),
      );
    }, lookEveryMs);
  }

  private fail(error: unknown): void {
    if (this.isOver) return;
    const wasOpen = this.connection !== null;
    this.end();
    const isOurs = error instanceof ProblemError;
    const { problem, retry } = isOurs ? { problem: error, retry: 'never' as const } : amqpFailure(error, this.address);
    recordEnd(this.context, wasOpen, problem);
    const advice =
      retry === 'never' ? '' : 'A worker of Symfony ends with an error meanwhile; its supervisor starts it again.';
    // What ended a connection that was good does not stop it from coming back.
    this.context.ended({ retry: wasOpen ? 'later' : retry, problem, advice });
  }

  private end(): void {
    this.isOver = true;
    this.timer?.cancel();
    this.connection?.close().catch(() => {});
  }

  private facts({ connection }: ChannelModel): readonly SessionFact[] {
    const { product, version } = connection.serverProperties;
    return [
      { name: 'address', value: this.address },
      { name: 'version', value: [product, version].filter(Boolean).join(' ') },
    ];
  }
}
