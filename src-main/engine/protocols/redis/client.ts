import type { ClientSide } from '../../clients/client-side';
import { form } from './client/form';
import { addressOf } from './client/link';
import { parseAddress } from './client/parse-address';
import { RedisConnection } from './client/redis-connection';

export const client: ClientSide = {
  form,
  parse: parseAddress,
  target: (fields) => ({ text: addressOf(fields), host: String(fields.host) }),
  connect: (context, profile) => new RedisConnection(context, profile),
};
