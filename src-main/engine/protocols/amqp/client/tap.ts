import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { limits } from '../../../../contract/limits';
import { lossWords, OwnQueue } from '../../../brokers/own-queue';
import type { ClientContext } from '../../../clients/client-side';
import { failedWords, isSigned, readEnvelope } from '../../../formats/messenger-envelope';
import { summaryOf } from '../../../store/summary';
import { plainHeaders } from './plain-headers';

export const traceExchange = 'amq.rabbitmq.trace';

/** An exchange that is watched, behind a space the key it is bound with: `orders order.*`. */
export function readName(name: string): { readonly exchange: string; readonly key: string | null } {
  const at = name.indexOf(' ');
  return at < 0 ? { exchange: name, key: null } : { exchange: name.slice(0, at), key: name.slice(at + 1) };
}

/** What is published to one exchange, told as entries. */
export class Tap {
  private own: OwnQueue | null = null;
  /** Messages of this exchange are signed: one that is not would be thrown away. */
  isSigned = false;

  private constructor(
    private readonly channel: Channel,
    readonly exchange: string,
    private readonly context: ClientContext,
  ) {}

  /** Rejects with what RabbitMQ said. `keys`: those of a direct exchange, where they are known. */
  static async open(
    connection: ChannelModel,
    context: ClientContext,
    { exchange, key, keys = [] }: { exchange: string; key: string | null; keys?: readonly string[] },
  ): Promise<Tap> {
    // What is refused closes the channel: each tap has its own.
    const channel = await connection.createChannel();
    channel.on('error', () => {});
    const tap = new Tap(channel, exchange, context);
    const all = exchange === traceExchange ? ['publish.#', 'deliver.#'] : ['#', '', ...keys];
    const bound = key === null || exchange === traceExchange ? new Set(all) : [key];
    tap.own = await OwnQueue.open(channel, exchange, bound, (message) => tap.hear(message));
    return tap;
  }

  /** Of our own. */
  get queue(): string {
    return this.own?.name ?? '';
  }

  async close(): Promise<void> {
    await this.channel.close().catch(() => {});
  }

  /** A Gap where some of it may have gone. */
  async look(): Promise<void> {
    if ((await this.own?.mayHaveLost()) !== true) return;
    const nowMs = this.context.clock.nowMs();
    const reason = lossWords(this.exchange);
    const detail = { count: null, fromMs: nowMs, toMs: nowMs, reason };
    this.context.record({ kind: 'gap', channel: this.exchange, detail, summary: `Number unknown. ${reason}` });
  }

  private hear({ content, fields, properties }: ConsumeMessage): void {
    if (this.exchange === traceExchange) this.hearTrace(content, fields.routingKey, properties.headers ?? {});
    else {
      const { exchange, routingKey, redelivered } = fields;
      const { contentType, messageId, deliveryMode, timestamp } = properties;
      const more = { contentType, messageId, deliveryMode, timestamp } as Readonly<Record<string, unknown>>;
      this.tell(content, properties.headers ?? {}, { exchange, routingKey, redelivered, ...more });
    }
  }

  /** https://www.rabbitmq.com/docs/firehose: routing keys publish.EXCHANGE and deliver.QUEUE, the rest in headers. */
  private hearTrace(content: Buffer, key: string, trace: Readonly<Record<string, unknown>>): void {
    const isPublish = key.startsWith('publish.');
    const place = key.slice(isPublish ? 'publish.'.length : 'deliver.'.length);
    // Our own queues are no part of what the application does.
    if (!isPublish && place.startsWith('amq.gen-')) return;
    const inner = (trace.properties ?? {}) as Readonly<Record<string, unknown>>;
    const headers = (inner.headers ?? {}) as Readonly<Record<string, unknown>>;
    const routed = (trace.routed_queues as readonly string[] | undefined)?.filter((queue) => queue !== this.queue);
    this.tell(
      content,
      headers,
      {
        exchange: trace.exchange_name,
        routingKey: (trace.routing_keys as readonly string[] | undefined)?.[0] ?? '',
        routedQueues: routed,
        queue: isPublish ? undefined : place,
        user: trace.user,
        redelivered: trace.redelivered,
        contentType: inner.content_type,
        isFirehose: true,
      },
      isPublish ? 'publish' : 'deliver',
    );
  }

  private tell(
    body: Buffer,
    headers: Readonly<Record<string, unknown>>,
    more: Readonly<Record<string, unknown>>,
    kind: 'publish' | 'deliver' = 'publish',
  ): void {
    const envelope = readEnvelope(body, headers);
    const { type, message, note } = envelope;
    this.isSigned ||= isSigned(envelope);
    const detail = plainHeaders({ ...more, headers });
    const says = message === '' ? note : summaryOf(kind, Buffer.from(message), null);
    this.context.record({
      kind,
      direction: 'down',
      channel: String(kind === 'deliver' ? detail.queue : detail.exchange),
      event: type,
      body,
      detail,
      summary: `${failedWords(envelope)}${says}`.slice(0, limits.summaryChars),
    });
  }
}
