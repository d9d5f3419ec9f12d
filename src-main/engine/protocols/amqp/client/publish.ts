import type { ChannelModel, Message } from 'amqplib';
import { isJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import type { Management } from './management';
import { hitBy } from './routing';

interface Parts {
  readonly connection: ChannelModel;
  readonly context: ClientContext;
  readonly management: Management;
  /** Queues of our own, which are not counted. */
  isOurs(queue: string): boolean;
  /** Whether we watch an exchange, so that a message to it is always taken by a queue: ours. */
  isWatched(exchange: string): boolean;
  /** Whether what we saw of an exchange is signed. */
  isSigned(exchange: string): boolean;
}

/** Publishes as Messenger's AMQP transport with the Serializer component does. Rejects with what RabbitMQ said. */
export async function publish(
  { connection, context, management, isOurs, isWatched, isSigned }: Parts,
  values: ProfileValues,
): Promise<SessionSent> {
  const [exchange = '', routingKey = '', type = '', data = ''] = ['exchange', 'routingKey', 'type', 'data'].map(
    (name) => String(values[name] ?? '').trim(),
  );
  if (!isJson(data)) {
    throw new ProblemError(
      'bad-input',
      'The data is no JSON: nothing was published.',
      'Properties of the message: {"id": 7}.',
    );
  }
  if (exchange === '' && routingKey === '') {
    const hint = 'The default exchange takes the name of a queue as its routing key.';
    throw new ProblemError('bad-input', 'Exchange and routing key are both empty: nothing was published.', hint);
  }
  if (isSigned(exchange)) throw unsigned(exchange);
  const headers: Readonly<Record<string, string>> = type === '' ? {} : { type };
  const channel = await connection.createConfirmChannel();
  // A missing exchange closes the channel, and that is told by the confirmation.
  let refusal: Error | null = null;
  channel.on('error', (error) => {
    refusal = error;
  });
  let returned: Message | null = null;
  channel.on('return', (message) => {
    returned = message;
  });
  const body = Buffer.from(data);
  let isConfirmed = false;
  try {
    if (exchange !== '') await channel.checkExchange(exchange);
    channel.publish(exchange, routingKey, body, {
      headers,
      contentType: 'application/json',
      deliveryMode: 2,
      timestamp: Math.floor(context.clock.nowMs() / 1_000),
      mandatory: true,
    });
    await channel.waitForConfirms();
    isConfirmed = true;
  } catch (error) {
    throw refusal ?? error;
  } finally {
    if (isConfirmed) await channel.close().catch(() => {});
  }
  const detail = { exchange, routingKey, headers, isReturned: returned !== null };
  const seq = context.record({
    kind: 'publish',
    direction: 'up',
    channel: exchange || routingKey,
    event: type,
    body,
    detail,
  });
  if (returned !== null) {
    const { replyCode, replyText } = (returned as Message).fields as unknown as {
      replyCode: number;
      replyText: string;
    };
    return {
      seq,
      words: `Returned: no queue is bound to ${where(exchange, routingKey)} (${replyCode} ${replyText}). Nobody got it.`,
    };
  }
  return { seq, words: await reachedWords(exchange, routingKey, headers) };

  async function reachedWords(to: string, key: string, sent: Readonly<Record<string, unknown>>): Promise<string> {
    if (to === '') return `Queue ${key} took it.`;
    const known = await management.exchange(to);
    if (known !== null) {
      const hits = hitBy(known.type, known.bindings, key, sent).filter(({ destination }) => !isOurs(destination));
      const names = hits.map(
        ({ kind, destination, key: bound }) => `${kind} ${destination}${bound === '' ? '' : ` (bound with ${bound})`}`,
      );
      return names.length === 0
        ? `No binding of ${where(to, key)} takes it, but Hubbub's own. Nobody else got it.`
        : `Reached ${names.join(', ')}.`;
    }
    return isWatched(to)
      ? "The broker took it. Whether a queue besides Hubbub's own got it is not known: name the management address in the profile."
      : 'At least one queue took it.';
  }
}

function unsigned(exchange: string): ProblemError {
  const message = `Messages of ${exchange} are signed (Body-Sign): one of ours would be thrown away. Nothing was published.`;
  return new ProblemError(
    'refused',
    message,
    'Send it from the application, or turn signing off in its test environment.',
  );
}

function where(exchange: string, key: string): string {
  if (exchange === '') return `a queue named ${key}`;
  return key === '' ? `exchange ${exchange}` : `exchange ${exchange} with the key ${key}`;
}
