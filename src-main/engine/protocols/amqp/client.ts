import type { ClientSide } from '../../clients/client-side';
import { AmqpConnection } from './client/amqp-connection';
import { form } from './client/form';
import { addressOf } from './client/link';
import { parseAddress } from './client/parse-address';

export const client: ClientSide = {
  form,
  parse: parseAddress,
  target: (fields) => ({ text: addressOf(fields), host: String(fields.host) }),
  connect: (context, profile) => new AmqpConnection(context, profile),
};
