import type { Channel, ConsumeMessage } from 'amqplib';

/** What waits for us in the broker at most; above either the oldest go. */
const mostMessages = 100_000;
const mostBytes = 134_217_728;
/** A queue is full before its last byte is taken: the next message has to fit in. */
const nearlyFull = 0.9;

/** Why some of an exchange may be missing here. */
export const lossWords = (exchange: string) =>
  `More came through ${exchange} than could be taken here: the oldest of what waited may be missing.`;

/**
 * Copies of what is published to an exchange, through a queue that only our connection has, that is bounded and that goes with
 * it. The queues of the application get every message as before.
 */
export class OwnQueue {
  private heardMessages = 0;
  private heardBytes = 0;
  /** Of those that came last: what waits is likely like them. */
  private meanBytes = 0;

  private constructor(
    private readonly channel: Channel,
    readonly name: string,
  ) {}

  /**
   * `keys`: what it is bound with. One binding takes all of a fanout, a topic (#) and a headers exchange; a direct one needs
   * each key by name. Rejects with what RabbitMQ said, which closes the channel.
   */
  static async open(
    channel: Channel,
    exchange: string,
    keys: Iterable<string>,
    hear: (message: ConsumeMessage) => void,
  ): Promise<OwnQueue> {
    await channel.checkExchange(exchange);
    const { queue: name } = await channel.assertQueue('', {
      exclusive: true,
      autoDelete: true,
      durable: false,
      arguments: { 'x-max-length': mostMessages, 'x-max-length-bytes': mostBytes },
    });
    const own = new OwnQueue(channel, name);
    for (const key of keys) await channel.bindQueue(name, exchange, key, { 'x-match': 'all' });
    const take = (message: ConsumeMessage | null) => {
      if (message === null) return;
      own.count(message.content.length);
      hear(message);
    };
    await channel.consume(name, take, { noAck: true });
    return own;
  }

  /**
   * Whether the queue may have been full since it was last asked. Nobody tells of what a full queue drops; but it cannot have
   * been full while what waits now and what came meanwhile is less than it holds. Rejects once the channel is closed.
   */
  async mayHaveLost(): Promise<boolean> {
    const { messageCount } = await this.channel.checkQueue(this.name);
    const { heardMessages, heardBytes } = this;
    if (heardMessages > 0) this.meanBytes = heardBytes / heardMessages;
    this.heardMessages = 0;
    this.heardBytes = 0;
    return (
      messageCount + heardMessages >= mostMessages ||
      messageCount * this.meanBytes + heardBytes >= nearlyFull * mostBytes
    );
  }

  private count(bytes: number): void {
    this.heardMessages += 1;
    this.heardBytes += bytes;
  }
}
